package io.reelgate.sandbox.empiriolabs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Counts an account's requests of the last sixty seconds.
final class EmpirioLabsRate {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final int most;
  private final Deque<Long> taken = new ArrayDeque<>();

  /// @param most in any sixty seconds; zero means no limit
  EmpirioLabsRate(int most) {
    this.most = most;
  }

  /// Whether a request at this monotonic time may pass; one that may not does not count.
  synchronized boolean allows(long nanos) {
    if (most == 0) {
      return true;
    }
    while (!taken.isEmpty() && nanos - taken.getFirst() >= MINUTE) {
      taken.removeFirst();
    }
    if (taken.size() >= most) {
      return false;
    }
    taken.addLast(nanos);
    return true;
  }
}
