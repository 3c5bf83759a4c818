package io.reelgate.job;

import io.reelgate.database.Insist;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.Step;
import io.reelgate.telemetry.StepName;
import io.reelgate.telemetry.Steps;
import io.reelgate.work.Leases;
import io.reelgate.work.WorkHandler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks once at the outputs of a job whose provider is done, and completes the job. What a look
/// does not tell stays unknown: the result is there all the same.
@Component
class StoreWorker implements WorkHandler<ClaimedOutputs> {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWorker.class);

  private final OutputProbe probe;
  private final JobMoves moves;
  private final Leases leases;
  private final JobsProperties properties;
  private final Steps steps;

  StoreWorker(
      OutputProbe probe, JobMoves moves, Leases leases, JobsProperties properties, Steps steps) {
    this.probe = probe;
    this.moves = moves;
    this.leases = leases;
    this.properties = properties;
    this.steps = steps;
  }

  @Override
  public void handle(ClaimedOutputs job) {
    try (Step step = step(job)) {
      Ending ending = Endings.completed(job, probe.look(job));
      Duration limit = properties.trust();
      Set<String> ended =
          Insist.on(
              "job " + job.lease().id() + " completion", limit, () -> moves.end(List.of(ending)));
      step.outcome(ended.isEmpty() ? "lost" : "completed");
      if (ended.isEmpty()) {
        LOG.info("job {}: lease of epoch {} lost", job.lease().id(), job.lease().epoch());
      } else {
        LOG.info(
            "job {}: completed by {}/{} with {} outputs",
            job.lease().id(),
            job.provider(),
            job.account(),
            job.outputs().size());
      }
    } finally {
      leases.release(job.lease());
    }
  }

  private Step step(ClaimedOutputs job) {
    return steps
        .begin(StepName.STORE, job.traceParent())
        .with(Field.JOB, job.lease().id())
        .with(Field.ATTEMPT, job.token().toString())
        .with(Field.PROVIDER, job.provider())
        .with(Field.ACCOUNT, job.account())
        .with(Field.OFFER, job.offer());
  }
}
