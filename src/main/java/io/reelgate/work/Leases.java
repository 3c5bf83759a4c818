package io.reelgate.work;

import io.reelgate.database.Pool;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All leases this process holds, renewed together by one statement per heartbeat. A lease that the
/// database no longer grants is lost: its holder finds it untrusted and must change nothing.
public final class Leases {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private final Set<Lease> held = ConcurrentHashMap.newKeySet();
  private final Duration trust;
  private final Renewal renewal;

  /// Renews rows in the database.
  @FunctionalInterface
  public interface Renewal {
    /// Prolongs the leases in one statement and answers those that were still ours.
    Set<Lease> renew(Collection<Lease> leases);
  }

  /// @param length of a lease in the database
  /// @param margin how long before its end it is no longer relied on
  public Leases(Duration length, Duration margin, Renewal renewal) {
    this.trust = length.minus(margin);
    this.renewal = renewal;
  }

  /// @param takenAt the monotonic clock before the claiming transaction began
  public Lease hold(String id, int epoch, long takenAt) {
    var lease = new Lease(id, epoch, takenAt, trust);
    held.add(lease);
    return lease;
  }

  public void release(Lease lease) {
    held.remove(lease);
  }

  /// The holder itself has prolonged the row in a transaction that began at this time.
  ///
  /// @param at the monotonic clock before the transaction began
  public void renewed(Lease lease, long at) {
    lease.renewed(at, trust);
  }

  /// One heartbeat for everything that is held.
  public void renewAll() {
    List<Lease> leases = List.copyOf(held);
    if (leases.isEmpty()) {
      return;
    }
    Pool.BEAT.run(() -> renew(leases));
  }

  private void renew(List<Lease> leases) {
    long before = System.nanoTime();
    Set<Lease> granted = renewal.renew(leases);
    for (Lease lease : leases) {
      if (granted.contains(lease)) {
        lease.renewed(before, trust);
      } else if (held.remove(lease)) {
        lease.lost();
        LOG.info(
            "{}: lease of epoch {} lost, its holder will change nothing",
            lease.id(),
            lease.epoch());
      }
    }
  }
}
