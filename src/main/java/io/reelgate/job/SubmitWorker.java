package io.reelgate.job;

import io.reelgate.job.Dispatcher.Destination;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.SendDeadline;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.work.Leases;
import io.reelgate.work.WorkHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Hands one leased job to a provider: commits the intent, sends exactly once, records the outcome.
/// It never sends without a committed intent, and never sends twice.
@Component
class SubmitWorker implements WorkHandler<ClaimedJob> {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitWorker.class);

  private final Dispatcher dispatcher;
  private final JobMoves moves;
  private final JobReads reads;
  private final SubmitOutcomes outcomes;
  private final CallbackAddresses callbacks;
  private final JobJson json;
  private final Leases leases;

  SubmitWorker(
      Dispatcher dispatcher,
      JobMoves moves,
      JobReads reads,
      SubmitOutcomes outcomes,
      CallbackAddresses callbacks,
      JobJson json,
      Leases leases) {
    this.dispatcher = dispatcher;
    this.moves = moves;
    this.reads = reads;
    this.outcomes = outcomes;
    this.callbacks = callbacks;
    this.json = json;
    this.leases = leases;
  }

  @Override
  public void handle(ClaimedJob job) {
    try {
      Optional<Destination> destination = dispatcher.choose(job);
      if (destination.isPresent()) {
        handOver(job, destination.get());
      } else {
        outcomes.nowhereToGo(job);
      }
    } finally {
      leases.release(job.lease());
    }
  }

  private void handOver(ClaimedJob job, Destination destination) {
    Attempt attempt =
        Attempt.of(
            destination.candidate(),
            destination.account(),
            destination.adapter().retention(destination.candidate().offer(), job.spec()),
            Sha256.hex(json.write(job.spec())));
    if (intended(job, attempt)) {
      outcomes.record(job, attempt, destination, submit(job, attempt, destination));
    }
  }

  @Override
  public void giveBack(ClaimedJob job) {
    try {
      moves.released(job, "drain", Duration.ZERO);
    } finally {
      leases.release(job.lease());
    }
  }

  /// Commits the intent. Without a certain commit nothing is sent.
  private boolean intended(ClaimedJob job, Attempt attempt) {
    long before = System.nanoTime();
    try {
      if (moves.intend(job, attempt)) {
        leases.renewed(job.lease(), before);
        return true;
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "job {}: intent of attempt {} is not certain, so nothing is sent: {}",
          job.id(),
          attempt.token(),
          e.toString());
      outcomes.nothingSent(job, attempt);
      return false;
    }
    Optional<Ending> ending = reads.withheld(job);
    if (ending.isPresent()) {
      moves.end(List.of(ending.get()));
    } else {
      LOG.info("job {}: lease of epoch {} lost before the submit", job.id(), job.lease().epoch());
    }
    return false;
  }

  private Submission submit(ClaimedJob job, Attempt attempt, Destination destination) {
    long latest = job.lease().trustedUntilNanos() - destination.adapter().longestSubmit().toNanos();
    var order =
        new SubmitOrder(
            attempt.token(),
            destination.account(),
            destination.candidate().offer(),
            destination.candidate().terms(),
            job.spec(),
            false,
            callbacks.of(destination.account(), attempt.token()),
            new SendDeadline(latest));
    try {
      return destination.adapter().submit(order);
    } catch (RuntimeException e) {
      LOG.error(
          "job {}: adapter of {} broke its promise not to throw", job.id(), attempt.provider(), e);
      return new Submission.Unclear(
          Failure.of(
              FailureKind.UNREADABLE, null, "the adapter failed: " + e.getClass().getName()));
    }
  }
}
