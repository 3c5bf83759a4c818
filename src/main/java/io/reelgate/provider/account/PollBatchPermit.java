package io.reelgate.provider.account;

import io.reelgate.provider.Admission;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.account.Breaker.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// The right to ask about one batch of tasks, which counts as one call.
final class PollBatchPermit implements Admission.PollPermit {
  private final AccountGuard guard;
  private final AdmissionProperties properties;
  private final long takenAt = System.nanoTime();
  private final AtomicBoolean over = new AtomicBoolean();

  PollBatchPermit(AccountGuard guard, AdmissionProperties properties) {
    this.guard = guard;
    this.properties = properties;
  }

  @Override
  public void ended(Collection<Progress> answers) {
    if (!over.compareAndSet(false, true)) {
      throw new IllegalStateException("this permit of " + guard.id() + " was ended before");
    }
    answers.stream().flatMap(PollBatchPermit::told).forEach(this::use);
    giveBack(verdict(answers));
  }

  private static Stream<Failure> told(Progress answer) {
    return switch (answer) {
      case Progress.NoAnswer none when none.asked() -> Stream.of(none.failure());
      case Progress.Failed failed when FailureUse.forcesOpen(failed.failure()) ->
          Stream.of(failed.failure());
      case Progress.NoAnswer _,
          Progress.Failed _,
          Progress.NotFound _,
          Progress.Running _,
          Progress.Succeeded _ ->
          Stream.empty();
    };
  }

  private void use(Failure failure) {
    if (failure.kind() == FailureKind.RATE_LIMITED) {
      guard.news().pausePolls(FailureUse.pause(failure, properties));
    } else if (FailureUse.forcesOpen(failure)) {
      guard.news().force(failure);
    }
  }

  /// One batch is one call, good when at least half of what was answered is.
  private static Verdict verdict(Collection<Progress> answers) {
    List<Verdict> all =
        answers.stream()
            .map(PollBatchPermit::verdict)
            .filter(verdict -> verdict != Verdict.NOTHING)
            .toList();
    long faults = all.stream().filter(verdict -> verdict == Verdict.FAULT).count();
    if (all.isEmpty()) {
      return Verdict.NOTHING;
    }
    return faults * 2 > all.size() ? Verdict.FAULT : Verdict.WELL;
  }

  /// What a provider says of a task, even that it failed, is a good answer.
  private static Verdict verdict(Progress answer) {
    return switch (answer) {
      case Progress.NoAnswer none ->
          none.asked() ? FailureUse.verdict(none.failure()) : Verdict.NOTHING;
      case Progress.Failed _, Progress.NotFound _, Progress.Running _, Progress.Succeeded _ ->
          Verdict.WELL;
    };
  }

  @Override
  public void unused() {
    if (over.compareAndSet(false, true)) {
      giveBack(Verdict.NOTHING);
    }
  }

  private void giveBack(Verdict verdict) {
    guard.polls().ended(verdict, Duration.ofNanos(System.nanoTime() - takenAt));
  }
}
