package io.reelgate.sandbox;

import io.reelgate.sandbox.clip.Clip;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One accepted, paid task. Nothing moves it on: where it stands follows from the time that has
/// passed whenever somebody looks.
public final class Task {
  /// Where a task stands.
  public enum Phase {
    CREATED,
    RUNNING,
    SUCCEEDED,
    FAILED;

    public boolean ended() {
      return this == SUCCEEDED || this == FAILED;
    }
  }

  private static final long LONGEST_CREATED = Duration.ofSeconds(1).toNanos();

  private final TaskOrder order;
  private final Instant createdAt;
  private final long startedNanos;
  private final long durationNanos;
  private final long number;
  private final AtomicInteger polls = new AtomicInteger();
  private final AtomicInteger completedAnswers = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicBoolean settled = new AtomicBoolean();
  private volatile boolean deleted;
  private volatile @Nullable Long stoppedNanos;

  Task(TaskOrder order, long number, Instant createdAt, long startedNanos, Duration duration) {
    this.order = order;
    this.number = number;
    this.createdAt = createdAt;
    this.startedNanos = startedNanos;
    this.durationNanos = duration.toNanos();
  }

  public String id() {
    return order.id();
  }

  public String model() {
    return order.model();
  }

  public String inputs() {
    return order.inputs();
  }

  public Clip clip() {
    return order.clip();
  }

  public Script script() {
    return order.script();
  }

  public Instant createdAt() {
    return createdAt;
  }

  public long chargeMicros() {
    return order.chargeMicros();
  }

  /// What comes back of the charge once the task has failed; a stopped one has cost half.
  public long refundMicros() {
    return stoppedNanos == null ? chargeMicros() : chargeMicros() / 2;
  }

  long number() {
    return number;
  }

  /// @param nanos the monotonic time of the look
  public Phase phase(long nanos) {
    if (stoppedNanos != null) {
      return Phase.FAILED;
    }
    long passed = nanos - startedNanos;
    if (passed < Math.min(durationNanos / 4, LONGEST_CREATED)) {
      return Phase.CREATED;
    }
    if (script().stuck() || passed < durationNanos) {
      return Phase.RUNNING;
    }
    return script().fail() == null ? Phase.SUCCEEDED : Phase.FAILED;
  }

  /// Why the task fails or will fail, null when it goes well.
  public @Nullable Failing failing() {
    return stoppedNanos == null ? script().fail() : Failing.CANCELLED;
  }

  /// How long the task has been worked on.
  public Duration elapsed(long nanos) {
    Long stopped = stoppedNanos;
    long until = stopped == null ? nanos : stopped;
    long passed = until - startedNanos;
    return Duration.ofNanos(script().stuck() ? passed : Math.min(passed, durationNanos));
  }

  /// Time until the task ends, zero once it has.
  public Duration remaining(long nanos) {
    return Duration.ofNanos(Math.max(0, durationNanos - (nanos - startedNanos)));
  }

  /// Counts a poll.
  ///
  /// @return what to answer wrongly, or null for the truth
  public @Nullable PollFault polled() {
    int poll = polls.incrementAndGet();
    PollFault fault = script().poll();
    return fault != null && fault.spoils(poll) ? fault : null;
  }

  int polls() {
    return polls.get();
  }

  /// The phase to tell, which a script can make go back once.
  public Phase told(long nanos) {
    Phase phase = phase(nanos);
    PollFault fault = script().poll();
    boolean flips = fault != null && fault.kind() == PollFault.Kind.FLIP;
    return flips && phase == Phase.SUCCEEDED && completedAnswers.incrementAndGet() == 2
        ? Phase.RUNNING
        : phase;
  }

  /// Counts a read of the output.
  ///
  /// @return the status to refuse it with, or zero
  public int outputRead() {
    return reads.incrementAndGet() > 1 ? script().expireOutput() : 0;
  }

  /// Takes the task out of its provider's history.
  public void delete() {
    deleted = true;
  }

  public boolean deleted() {
    return deleted;
  }

  void stop(long nanos) {
    stoppedNanos = nanos;
  }

  boolean refundDue(long nanos, Duration delay) {
    if (phase(nanos) != Phase.FAILED) {
      return false;
    }
    Long stopped = stoppedNanos;
    long ended = stopped == null ? startedNanos + durationNanos : stopped;
    return nanos - ended >= delay.toNanos();
  }

  public boolean refunded() {
    return settled.get();
  }

  /// True for the one caller that may move the money.
  boolean settle() {
    return settled.compareAndSet(false, true);
  }
}
