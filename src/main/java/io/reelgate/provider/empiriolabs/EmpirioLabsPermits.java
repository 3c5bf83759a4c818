package io.reelgate.provider.empiriolabs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/// The requests a minute that the provider allows one account, shared by everything that is asked
/// of it. Nobody waits here: there is a permit now, or there is none.
///
/// A part is kept for orders, so that many running tasks cannot keep new orders out. As much is
/// kept for questions about tasks, and once one of these went without, they get all that is not
/// kept for orders: many orders must not make the provider forget a task that nobody asked about.
/// Questions about tasks are spread over the minute, and make room for a few about the usage list,
/// which come with finished tasks.
final class EmpirioLabsPermits {
  /// Longer than the provider's, since a request can be faster on its way than those before it.
  static final Duration MINUTE = Duration.ofSeconds(61);

  /// Questions come in portions, with a pause after each.
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int PORTIONS = 10;
  private static final int PERCENT = 100;

  private final LongSupplier nanos;
  private final int all;
  private final int mostPolls;
  private final int kept;
  private final int portion;
  private final Deque<Long> orders = new ArrayDeque<>();
  private final Deque<Long> polls = new ArrayDeque<>();
  private final Deque<Long> lookUps = new ArrayDeque<>();
  private long closedUntil;
  private long pausedUntil;
  private long hungryUntil;
  private long nextTurn;

  /// @param perMinute requests of all kinds in any sixty seconds
  /// @param pollPercent most of them that questions about tasks may use
  /// @param nanos the monotonic time
  EmpirioLabsPermits(int perMinute, int pollPercent, LongSupplier nanos) {
    this.nanos = nanos;
    this.all = perMinute;
    this.mostPolls = Math.max(1, perMinute * pollPercent / PERCENT);
    this.kept = perMinute - mostPolls;
    this.portion = Math.ceilDiv(mostPolls, PORTIONS);
    long now = nanos.getAsLong();
    this.closedUntil = now;
    this.pausedUntil = now;
    this.hungryUntil = now;
    this.nextTurn = now;
  }

  /// The permit to send an order.
  synchronized boolean order() {
    long now = now();
    boolean own = orders.size() < kept;
    return used() < all && (own || spare(now)) && orders.add(now);
  }

  /// Whether it is worth while to ask for a permit for an order.
  synchronized boolean mayOrder() {
    long now = now();
    return used() < all && (orders.size() < kept || spare(now));
  }

  /// The permit for one question about a task.
  synchronized boolean poll() {
    long now = now();
    boolean full = used() >= all || polls.size() + lookUps.size() >= mostPolls;
    if (mayPoll(now) && !full && lately(now) < portion) {
      return polls.add(now);
    }
    if (reached(pausedUntil, now)) {
      pausedUntil = full ? freeAt(now) : now + PAUSE.toNanos();
    }
    if (full) {
      hungryUntil = later(pausedUntil, now) + MINUTE.toNanos();
    }
    return false;
  }

  /// When the first of those requests is forgotten that leave no room for a question.
  private long freeAt(long now) {
    long oldest = oldest(lookUps, oldest(polls, now));
    return (used() >= all ? oldest(orders, oldest) : oldest) + MINUTE.toNanos();
  }

  private static long oldest(Deque<Long> times, long other) {
    return times.isEmpty() || times.getFirst() - other > 0 ? other : times.getFirst();
  }

  /// The permit for one question about the usage list.
  synchronized boolean lookUp() {
    long now = now();
    boolean own = lookUps.size() < kept / 2;
    return reached(closedUntil, now) && used() < all && (own || spare(now)) && lookUps.add(now);
  }

  /// Whether it is worth while to ask for a permit for a question about a task.
  synchronized boolean mayPoll() {
    return mayPoll(now());
  }

  /// The provider itself says that it were too many: no questions for that time. Orders are left
  /// alone, each has its own answer to heed.
  synchronized void close(Duration time) {
    closedUntil = later(closedUntil, now() + time.toNanos());
  }

  /// When an order that got no permit should come again: each later than the one before.
  synchronized Duration turn() {
    long now = now();
    int free = reached(hungryUntil, now) ? all - kept : kept;
    nextTurn = later(nextTurn, now) + MINUTE.toNanos() / free;
    return Duration.ofNanos(nextTurn - now);
  }

  private boolean mayPoll(long now) {
    return reached(closedUntil, now) && reached(pausedUntil, now);
  }

  /// Whether there is more than is kept for anybody.
  private boolean spare(long now) {
    return reached(hungryUntil, now) && used() < all - kept;
  }

  private int used() {
    return orders.size() + polls.size() + lookUps.size();
  }

  private long lately(long now) {
    return polls.stream().filter(asked -> now - asked < PAUSE.toNanos()).count();
  }

  /// The time, with what is older than a minute forgotten.
  private long now() {
    long now = nanos.getAsLong();
    forget(orders, now);
    forget(polls, now);
    forget(lookUps, now);
    return now;
  }

  private static void forget(Deque<Long> times, long now) {
    while (!times.isEmpty() && now - times.getFirst() >= MINUTE.toNanos()) {
      times.removeFirst();
    }
  }

  private static boolean reached(long time, long now) {
    return now - time >= 0;
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
