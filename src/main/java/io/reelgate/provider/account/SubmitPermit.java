package io.reelgate.provider.account;

import io.reelgate.provider.Admission;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Submission;
import io.reelgate.provider.account.Breaker.Verdict;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The right to send one order.
final class SubmitPermit implements Admission.Permit {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitPermit.class);

  private final AccountGuard guard;
  private final AccountRows rows;
  private final AdmissionProperties properties;
  private final @Nullable OffsetDateTime probe;
  private final long takenAt = System.nanoTime();
  private final AtomicBoolean over = new AtomicBoolean();

  /// @param probe until when nobody else may try this account; null where it is not on trial
  SubmitPermit(
      AccountGuard guard,
      AccountRows rows,
      AdmissionProperties properties,
      @Nullable OffsetDateTime probe) {
    this.guard = guard;
    this.rows = rows;
    this.properties = properties;
    this.probe = probe;
  }

  @Override
  public int mostInFlight() {
    return guard.mostInFlight();
  }

  @Override
  public void ended(Submission submission) {
    if (!over.compareAndSet(false, true)) {
      throw new IllegalStateException("this permit of " + guard.id() + " was ended before");
    }
    switch (submission) {
      case Submission.Accepted _ -> {
        guard.live().accepted();
        giveBack(Verdict.WELL);
      }
      case Submission.Refused(Failure failure) -> {
        told(failure);
        giveBack(FailureUse.verdict(failure));
      }
      case Submission.NotSent(Failure failure) -> giveBack(FailureUse.verdict(failure));
      case Submission.Unclear(Failure failure) -> {
        told(failure);
        giveBack(Verdict.FAULT);
      }
    }
  }

  private void told(Failure failure) {
    if (failure.kind() == FailureKind.RATE_LIMITED) {
      guard.live().tooMany(takenAt, guard.inFlight());
      guard.news().pauseOrders(FailureUse.pause(failure, properties));
    } else if (FailureUse.forcesOpen(failure)) {
      guard.news().force(failure);
    }
  }

  @Override
  public void unused() {
    if (over.compareAndSet(false, true)) {
      giveBack(Verdict.NOTHING);
    }
  }

  private void giveBack(Verdict verdict) {
    guard.bulkhead().onComplete();
    guard.submits().ended(verdict, Duration.ofNanos(System.nanoTime() - takenAt));
    if (probe != null) {
      endProbe(probe, verdict);
    }
  }

  /// After a failed try nobody tries again before this replica would.
  private void endProbe(OffsetDateTime won, Verdict verdict) {
    Duration rest = verdict == Verdict.FAULT ? guard.submits().openWait().last() : Duration.ZERO;
    try {
      rows.endProbe(guard.id(), won, rest);
    } catch (RuntimeException e) {
      LOG.warn(
          "{}: the next try waits for the end of this one's lease: {}", guard.id(), e.toString());
    }
  }
}
