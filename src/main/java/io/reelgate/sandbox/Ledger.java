package io.reelgate.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// Everything that a reset throws away: tasks, money and counts. No lock is shared by two tasks.
final class Ledger {
  private static final int LOOK_FOR_FINISHED = 1000;
  private static final int SIGHTINGS_PER_TASK = 4;

  private final int maxTasks;
  private final Duration refundDelay;
  private final AtomicLong balance;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, Task> byId = new ConcurrentHashMap<>();
  private final ConcurrentNavigableMap<Long, Task> byNumber = new ConcurrentSkipListMap<>();
  private final AtomicLong kept = new AtomicLong();
  private final Set<Task> toRefund = ConcurrentHashMap.newKeySet();
  private final Sightings sightings;
  private final LongAdder submits = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder polls = new LongAdder();
  private final LongAdder charged = new LongAdder();
  private final LongAdder refunded = new LongAdder();

  Ledger(SandboxProperties properties) {
    maxTasks = properties.maxTasks();
    refundDelay = properties.refundDelay();
    balance = new AtomicLong(properties.balanceMicros());
    sightings =
        new Sightings((int) Math.min(Integer.MAX_VALUE, (long) maxTasks * SIGHTINGS_PER_TASK));
  }

  void submittedUnread() {
    submits.increment();
  }

  boolean submitted(String identity) {
    submits.increment();
    boolean first = sightings.submitted(identity);
    sightings.trim();
    return first;
  }

  void polled() {
    polls.increment();
  }

  Optional<Task> accept(TaskOrder order, Instant createdAt, long nanos, Duration takes) {
    if (!take(order.chargeMicros())) {
      settle(nanos);
      if (!take(order.chargeMicros())) {
        return Optional.empty();
      }
    }
    Task task = new Task(order.remembered(), numbers.incrementAndGet(), createdAt, nanos, takes);
    if (task.failing() != null) {
      toRefund.add(task);
    }
    byId.put(task.id(), task);
    byNumber.put(task.number(), task);
    accepted.increment();
    charged.add(task.chargeMicros());
    sightings.paid(order.identity());
    kept.incrementAndGet();
    dropBeyondBound(nanos);
    return Optional.of(task);
  }

  private boolean take(long micros) {
    return balance.getAndUpdate(held -> held >= micros ? held - micros : held) >= micros;
  }

  private void dropBeyondBound(long nanos) {
    for (long now = kept.get(); now > maxTasks; now = kept.get()) {
      if (kept.compareAndSet(now, now - 1)) {
        dropOldest(nanos);
      }
    }
  }

  /// The oldest finished task goes; where the oldest ones all run, the oldest of all.
  private void dropOldest(long nanos) {
    Task goes;
    do {
      goes =
          byNumber.values().stream()
              .limit(LOOK_FOR_FINISHED)
              .filter(task -> task.phase(nanos).ended())
              .findFirst()
              .orElseGet(() -> byNumber.firstEntry().getValue());
    } while (!byNumber.remove(goes.number(), goes));
    byId.remove(goes.id());
    if (toRefund.contains(goes)) {
      refund(goes);
    }
  }

  Optional<Task> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Stream<Task> newestFirst() {
    return byNumber.descendingMap().values().stream();
  }

  void stop(Task task, long nanos) {
    task.stop(nanos);
    toRefund.add(task);
  }

  void settle(long nanos) {
    for (Task task : toRefund) {
      if (task.refundDue(nanos, refundDelay)) {
        refund(task);
      }
    }
  }

  private void refund(Task task) {
    if (task.settle()) {
      balance.addAndGet(task.refundMicros());
      refunded.add(task.refundMicros());
    }
    toRefund.remove(task);
  }

  long balanceMicros() {
    return balance.get();
  }

  Counts counts(String provider, long running) {
    long paid = accepted.sum();
    return new Counts(
        provider,
        submits.sum(),
        paid,
        Math.max(0, submits.sum() - paid),
        polls.sum(),
        running,
        charged.sum(),
        refunded.sum(),
        sightings.submittedAgain(),
        sightings.paidAgain(),
        sightings.repeats());
  }
}
