package io.reelgate.job;

import io.reelgate.provider.Failure;
import io.reelgate.provider.Output;
import io.reelgate.provider.Progress;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.LogFields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The only code that turns what a provider says of tasks into row changes: a batch of answers, one
/// transaction, at most four statements.
@Component
class ProgressRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressRecorder.class);
  private static final Duration NOT_FOUND_APART = Duration.ofMinutes(1);

  private final PollWrites writes;
  private final JobMoves moves;
  private final Failover failover;
  private final JobsProperties properties;
  private final PollPace pace;
  private final Wakeups wakeups;

  ProgressRecorder(
      PollWrites writes,
      JobMoves moves,
      Failover failover,
      JobsProperties properties,
      PollPace pace,
      Wakeups wakeups) {
    this.writes = writes;
    this.moves = moves;
    this.failover = failover;
    this.properties = properties;
    this.pace = pace;
    this.wakeups = wakeups;
  }

  /// Still generating: when to ask again.
  record Again(
      String jobId,
      int epoch,
      long delayMs,
      @Nullable Integer progress,
      int notFound,
      @Nullable Instant notFoundAt) {}

  /// Still generating, and nobody has asked: back to its place in the line, or to a later one.
  record Unasked(String jobId, int epoch, Instant dueAt) {}

  /// The provider is done: what there is to look at.
  record Done(
      String jobId,
      int epoch,
      List<Output> outputs,
      @Nullable Long seed,
      @Nullable Long reportedUsdMicros) {}

  /// Failed, and to be tried with another provider.
  record Elsewhere(
      String jobId, int epoch, boolean free, String kind, @Nullable String code, String detail) {
    static Elsewhere of(ClaimedPoll poll, Progress.Failed failed) {
      Failure failure = failed.failure();
      return new Elsewhere(
          poll.jobId(),
          poll.epoch(),
          failed.free(),
          failure.kind().name(),
          failure.code(),
          failure.detail());
    }
  }

  /// What a batch comes to.
  private record Sorted(
      PollPlan plan,
      List<Again> again,
      List<Unasked> unasked,
      List<Done> done,
      Map<ClaimedPoll, Progress.Failed> elsewhere,
      List<Ending> over) {
    Sorted(PollPlan plan) {
      this(
          plan,
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new LinkedHashMap<>(),
          new ArrayList<>());
    }
  }

  /// Answers how many jobs moved on.
  ///
  /// @param longest that these tasks may go unasked
  @Transactional
  public int record(Map<ClaimedPoll, Progress> answers, Duration longest) {
    var sorted = new Sorted(PollPlan.of(Duration.ZERO, longest, properties));
    answers.forEach((poll, progress) -> sort(poll, progress, sorted));
    writes.again(sorted.again());
    writes.unasked(sorted.unasked());
    int moved =
        writes.done(sorted.done())
            + moves.end(sorted.over()).size()
            + elsewhere(sorted.elsewhere());
    if (!sorted.done().isEmpty()) {
      wakeups.afterCommit(wakeups.store());
    }
    return moved;
  }

  /// For polls that were claimed and then not asked; answers how many.
  @Transactional
  public int putOff(Collection<ClaimedPoll> polls, Duration delay) {
    writes.unasked(
        polls.stream()
            .map(poll -> new Unasked(poll.jobId(), poll.epoch(), poll.claimedAt().plus(delay)))
            .toList());
    return polls.size();
  }

  private void sort(ClaimedPoll poll, Progress progress, Sorted into) {
    switch (progress) {
      case Progress.Running running ->
          into.again().add(again(poll, pace.plan(poll, into.plan()), running.percent()));
      case Progress.NoAnswer none when !none.asked() ->
          into.unasked().add(new Unasked(poll.jobId(), poll.epoch(), poll.dueAt()));
      case Progress.NoAnswer(Failure failure, _) -> {
        log(poll, "gave no usable answer", failure);
        into.again().add(unchanged(poll, into.plan()));
      }
      case Progress.NotFound(Failure failure) -> notFound(poll, failure, into);
      case Progress.Succeeded success when poll.cancelRequested() ->
          into.over().add(Endings.cancelledThough(poll, success));
      case Progress.Succeeded success -> into.done().add(done(poll, success));
      case Progress.Failed failed -> failed(poll, failed, into);
    }
  }

  private static Done done(ClaimedPoll poll, Progress.Succeeded success) {
    Long reported = success.reportedCost() == null ? null : success.reportedCost().micros();
    return new Done(poll.jobId(), poll.epoch(), success.outputs(), success.seed(), reported);
  }

  private static Again again(ClaimedPoll poll, PollPlan plan, @Nullable Integer percent) {
    return new Again(poll.jobId(), poll.epoch(), delay(poll, plan), percent, 0, null);
  }

  private static Again unchanged(ClaimedPoll poll, PollPlan plan) {
    return new Again(
        poll.jobId(), poll.epoch(), delay(poll, plan), null, poll.notFound(), poll.notFoundAt());
  }

  private static long delay(ClaimedPoll poll, PollPlan plan) {
    return plan.next(poll.polls()).toMillis();
  }

  /// Another provider is tried only where that may help and nobody is paid twice for it.
  private void failed(ClaimedPoll poll, Progress.Failed failed, Sorted into) {
    if (failover.permits(poll, failed)) {
      log(poll, "failed the task, the job goes elsewhere", failed.failure());
      into.elsewhere().put(poll, failed);
    } else {
      log(poll, "failed the task, the job ends", failed.failure());
      into.over().add(Endings.failed(poll, failed));
    }
  }

  /// Those that may not go elsewhere after all end here.
  private int elsewhere(Map<ClaimedPoll, Progress.Failed> failures) {
    List<Elsewhere> rows = new ArrayList<>();
    failures.forEach((poll, failed) -> rows.add(Elsewhere.of(poll, failed)));
    Set<String> moved = writes.elsewhere(rows);
    List<Ending> endings = new ArrayList<>();
    failures.forEach((poll, failed) -> {
      if (!moved.contains(poll.jobId())) {
        endings.add(Endings.failed(poll, failed));
      }
    });
    if (!moved.isEmpty()) {
      wakeups.afterCommit(wakeups.submit());
    }
    return moved.size() + moves.end(endings).size();
  }

  /// "Not found" proves nothing right after the submit; later it takes several reads a minute
  /// apart.
  private void notFound(ClaimedPoll poll, Failure failure, Sorted into) {
    Instant now = poll.claimedAt();
    boolean early = now.isBefore(poll.submittedAt().plus(properties.notFoundGrace()));
    Instant last = poll.notFoundAt();
    boolean counts = !early && (last == null || !now.isBefore(last.plus(NOT_FOUND_APART)));
    int reads = counts ? poll.notFound() + 1 : poll.notFound();
    if (reads >= properties.notFoundReads()) {
      failed(poll, Endings.forgotten(failure), into);
      return;
    }
    into.again()
        .add(
            new Again(
                poll.jobId(),
                poll.epoch(),
                delay(poll, into.plan()),
                null,
                reads,
                counts ? now : last));
  }

  private static void log(ClaimedPoll poll, String what, Failure failure) {
    try (LogFields _ = fields(poll)) {
      LOG.warn(
          "job {}: {}/{} {} {} ({} {})",
          poll.jobId(),
          poll.provider(),
          poll.account(),
          what,
          poll.upstreamId(),
          failure.kind(),
          failure.code());
    }
  }

  private static LogFields fields(ClaimedPoll poll) {
    return LogFields.of(Field.JOB, poll.jobId())
        .and(Field.ATTEMPT, poll.token().toString())
        .and(Field.PROVIDER, poll.provider())
        .and(Field.ACCOUNT, poll.account())
        .trace(poll.traceParent());
  }
}
