package io.reelgate.provider.account;

/// How many tasks an account may have in flight, learned from its answers: a third less after "too
/// many", one more after a full round of successes, between two bounds.
final class LiveLimit {
  private static final double CUT = 0.7;

  private final int least;
  private final int most;
  private int limit;
  private int round;
  private long cutAt;

  /// @param most zero for no bound
  LiveLimit(int least, int most) {
    this.most = most == 0 ? Integer.MAX_VALUE : most;
    this.least = Math.min(least, this.most);
    this.limit = this.most;
    this.cutAt = System.nanoTime();
  }

  synchronized int limit() {
    return limit;
  }

  synchronized void accepted() {
    if (limit < most && ++round >= limit) {
      limit++;
      round = 0;
    }
  }

  /// Orders that were under way together are refused together, which is one refusal.
  ///
  /// @param sentAt when the order left, on the monotonic clock
  /// @param inFlight how many tasks there were
  synchronized void tooMany(long sentAt, int inFlight) {
    if (sentAt - cutAt < 0) {
      return;
    }
    limit = Math.max(least, (int) (Math.min(limit, Math.max(inFlight, 1)) * CUT));
    round = 0;
    cutAt = System.nanoTime();
  }

  synchronized void forget() {
    limit = most;
    round = 0;
  }
}
