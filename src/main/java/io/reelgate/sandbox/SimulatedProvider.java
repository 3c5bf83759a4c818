package io.reelgate.sandbox;

import io.reelgate.sandbox.Task.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What all simulators share: the tasks of one provider, its account and what was counted. A folder
/// per provider puts the provider's own wire in front of it.
public final class SimulatedProvider {
  private final String name;
  private final SandboxProperties properties;
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile Ledger ledger;
  private volatile Chance chance;

  SimulatedProvider(
      String name, SandboxProperties properties, Clock clock, LongSupplier monotonicNanos) {
    this.name = name;
    this.properties = properties;
    this.clock = clock;
    this.nanos = monotonicNanos;
    this.ledger = new Ledger(properties);
    this.chance = new Chance(properties.seed());
  }

  String name() {
    return name;
  }

  /// The monotonic time that tasks are measured by.
  public long now() {
    return nanos.getAsLong();
  }

  /// The wall-clock time, for what is displayed and for retention.
  public Instant time() {
    return clock.instant();
  }

  /// Counts a submit.
  ///
  /// @return whether it is the first one with this identity
  public boolean submitted(String identity) {
    return ledger.submitted(identity);
  }

  /// Counts a submit that was refused before anybody knew what it ordered.
  public void submittedUnread() {
    ledger.submittedUnread();
  }

  /// What shall go wrong with a submit: what its script says when it is the first one, else what
  /// chance says.
  public @Nullable SubmitFault fault(Script script, boolean first) {
    if (first && script.submit() != null) {
      return script.submit();
    }
    SandboxProperties.ErrorRates rates = properties.errorRates();
    double roll = chance.roll();
    if (roll < rates.submitTooMany()) {
      return SubmitFault.TOO_MANY;
    }
    if (roll < rates.submitTooMany() + rates.submitError()) {
      return SubmitFault.ERROR;
    }
    double lost = rates.submitTooMany() + rates.submitError() + rates.lostAnswer();
    return roll < lost ? SubmitFault.LOST_ANSWER : null;
  }

  /// The answer to a submit that made a task, spoilt where its script says so.
  ///
  /// @param first whether it is the first submit with this identity
  public Answer answer(Script script, boolean first, Answer good) {
    Spoiling spoiling = script.spoilSubmit();
    return spoiling != null && first ? spoiling.kind().of(good, trickle()) : good;
  }

  /// The answer to a poll that was counted before, spoilt where the task's script says so.
  public Answer answer(Task task, Answer good) {
    Spoiling spoiling = task.script().spoilPoll();
    return spoiling != null && task.polls() <= spoiling.times()
        ? spoiling.kind().of(good, trickle())
        : good;
  }

  /// Makes and charges a task.
  ///
  /// @return empty when the account does not hold enough
  public Optional<Task> accept(TaskOrder order) {
    Duration delay = order.script().delay();
    Duration takes = delay == null ? properties.duration().at(chance.roll()) : delay;
    return ledger.accept(order, clock.instant(), now(), takes);
  }

  /// Waits as long as a submit takes here.
  public void pause() {
    Duration latency = properties.submitLatency().at(chance.roll());
    if (latency.isPositive()) {
      Pauses.take(latency);
    }
  }

  /// Pause between the bytes of a slow answer.
  public Duration trickle() {
    return properties.trickle();
  }

  /// Finds a task that is not past its retention, deleted or not.
  public Optional<Task> find(String id) {
    return ledger.find(id).filter(this::kept);
  }

  /// Counts a poll.
  ///
  /// @return whether it shall fail by chance
  public boolean polled() {
    ledger.polled();
    double rate = properties.errorRates().pollError();
    return rate > 0 && chance.roll() < rate;
  }

  /// All tasks within retention, newest first, deleted ones included.
  public Stream<Task> newestFirst() {
    return ledger.newestFirst().filter(this::kept);
  }

  private boolean kept(Task task) {
    return clock.instant().isBefore(task.createdAt().plus(properties.outputLife()));
  }

  /// Ends a running task now; half of its charge comes back.
  public void stop(Task task) {
    if (!task.phase(now()).ended()) {
      ledger.stop(task, now());
    }
  }

  /// What the account holds, in micro-dollars.
  public long balanceMicros() {
    ledger.settle(now());
    return ledger.balanceMicros();
  }

  /// Brings back the charges of tasks that have failed.
  public void settle() {
    ledger.settle(now());
  }

  Counts counts() {
    ledger.settle(now());
    long running =
        newestFirst()
            .map(task -> task.phase(now()))
            .filter(phase -> phase == Phase.CREATED || phase == Phase.RUNNING)
            .count();
    return ledger.counts(name, running);
  }

  void reset() {
    chance = new Chance(properties.seed());
    ledger = new Ledger(properties);
  }
}
