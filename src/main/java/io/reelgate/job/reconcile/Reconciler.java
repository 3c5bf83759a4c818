package io.reelgate.job.reconcile;

import io.reelgate.job.UnknownClaims;
import io.reelgate.job.UnknownJob;
import io.reelgate.job.UnknownMoves;
import io.reelgate.provider.Failure;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.Step;
import io.reelgate.telemetry.StepName;
import io.reelgate.telemetry.Steps;
import io.reelgate.work.Backoff;
import io.reelgate.work.WorkHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Looks into one unknown attempt and writes down what that came to. Whatever is not proven is
/// looked into again until the window of its class is over.
@Component
class Reconciler implements WorkHandler<UnknownJob> {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final Inquiries inquiries;
  private final UnknownClaims claims;
  private final UnknownMoves moves;
  private final ReconcileProperties properties;
  private final Steps steps;

  Reconciler(
      Inquiries inquiries,
      UnknownClaims claims,
      UnknownMoves moves,
      ReconcileProperties properties,
      Steps steps) {
    this.inquiries = inquiries;
    this.claims = claims;
    this.moves = moves;
    this.properties = properties;
    this.steps = steps;
  }

  @Override
  public void handle(UnknownJob job) {
    try (Step step = step(job)) {
      Verdict verdict = look(job);
      step.outcome(verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT));
      decide(job, verdict);
    }
  }

  private Step step(UnknownJob job) {
    return steps
        .begin(StepName.RECONCILE, job.traceParent())
        .with(Field.JOB, job.jobId())
        .with(Field.ATTEMPT, job.token().toString())
        .with(Field.PROVIDER, job.provider())
        .with(Field.ACCOUNT, job.account())
        .with(Field.OFFER, job.offer());
  }

  private void decide(UnknownJob job, Verdict verdict) {
    switch (verdict) {
      case Verdict.Found(String upstreamId, String how) -> adopt(job, upstreamId, how);
      case Verdict.Refused(Failure failure) -> {
        String why = "refused for good (%s %s)".formatted(failure.kind(), failure.code());
        decided(job, moves.refused(job, failure), why + ", so it was never accepted; the job ends");
      }
      case Verdict.Absent(String how) ->
          decided(job, moves.absent(job, how), how + ": there is no task; queued again");
      case Verdict.Open(String why, Duration notBefore, Failure _) -> open(job, why, notBefore);
    }
  }

  @Override
  public void giveBack(UnknownJob job) {
    claims.later(job, Duration.ZERO);
  }

  private Verdict look(UnknownJob job) {
    try {
      return inquiries.ask(job);
    } catch (RuntimeException e) {
      LOG.error("job {}: looking into attempt {} failed", job.jobId(), job.token(), e);
      return new Verdict.Open("the look failed: " + e.getClass().getName());
    }
  }

  private void adopt(UnknownJob job, String upstreamId, String how) {
    try {
      boolean ours = moves.adopt(job, upstreamId, how);
      decided(job, ours, how + ": it was accepted as " + upstreamId + ", adopted and polled");
    } catch (DuplicateKeyException e) {
      open(job, how + ": task " + upstreamId + " is another attempt's", Duration.ZERO);
    }
  }

  private void open(UnknownJob job, String why, Duration notBefore) {
    Instant end = job.sentAt().plus(inquiries.window(job));
    if (!job.claimedAt().isBefore(end)) {
      LOG.error(
          "job {}: attempt {} at {}/{} stays unknown ({}) and its time is over; the job fails, its reservation is kept for an operator to settle",
          job.jobId(),
          job.token(),
          job.provider(),
          job.account(),
          why);
      decided(job, moves.giveUp(job), "given up");
      return;
    }
    Duration pause = longer(Backoff.jittered(properties.pause(job.checks())), notBefore);
    Duration left = Duration.between(job.claimedAt(), end);
    Duration delay = pause.compareTo(left) < 0 ? pause : left;
    decided(job, claims.later(job, delay), why + "; look " + job.checks() + ", next in " + delay);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void decided(UnknownJob job, boolean ours, String what) {
    LOG.info(
        "job {}: attempt {} at {}/{}: {}{}",
        job.jobId(),
        job.token(),
        job.provider(),
        job.account(),
        what,
        ours ? "" : "; but the job had moved on");
  }
}
