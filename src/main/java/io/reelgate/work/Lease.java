package io.reelgate.work;

import java.time.Duration;

/// The right of this process to one row, until it lapses. The database decides who owns the row;
/// this object only tells when to stop trusting that it is still us.
public final class Lease {
  private final String id;
  private final int epoch;
  private volatile long trustedUntil;
  private boolean lost;

  /// @param takenAt the monotonic clock before the claiming transaction began
  /// @param trust how long after that the lease may be relied on: its length less a safety margin
  Lease(String id, int epoch, long takenAt, Duration trust) {
    this.id = id;
    this.epoch = epoch;
    this.trustedUntil = takenAt + trust.toNanos();
  }

  public String id() {
    return id;
  }

  public int epoch() {
    return epoch;
  }

  /// Whether the holder may still act. A process that slept past its lease finds false here.
  public boolean trusted() {
    return System.nanoTime() - trustedUntil < 0;
  }

  /// The end of the trust, on the monotonic clock.
  public long trustedUntilNanos() {
    return trustedUntil;
  }

  /// A lost lease stays lost, and an older answer never shortens a newer one.
  synchronized void renewed(long at, Duration trust) {
    long until = at + trust.toNanos();
    if (!lost && until - trustedUntil > 0) {
      trustedUntil = until;
    }
  }

  synchronized void lost() {
    lost = true;
    trustedUntil = System.nanoTime();
  }
}
