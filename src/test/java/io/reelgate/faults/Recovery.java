package io.reelgate.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Watches, from the death of a replica, all jobs that anybody may have held, until each has moved.
/// Those of the dead move when their leases have lapsed, and must have by then.
final class Recovery {
  private static final String HELD =
      "select job_id as job, state, epoch from job_work where state <> 'QUEUED'";

  private final JdbcClient jdbc;
  private final Map<String, Held> still = new HashMap<>();
  private final long start = System.nanoTime();
  private Duration longest = Duration.ZERO;

  private record Held(String job, String state, int epoch) {
    /// How long a dead replica keeps it to itself.
    Duration lease() {
      return switch (state) {
        case "GENERATING" -> FaultCluster.POLL_LEASE;
        case "UNKNOWN" -> FaultCluster.LOOK;
        default -> FaultCluster.LEASE;
      };
    }
  }

  /// Begins with what is held now.
  Recovery(JdbcClient jdbc) {
    this.jdbc = jdbc;
    still.putAll(held());
  }

  private Map<String, Held> held() {
    Map<String, Held> held = new HashMap<>();
    jdbc.sql(HELD).query(Held.class).list().forEach(each -> held.put(each.job(), each));
    return held;
  }

  /// Waits until each has moved; fails when one does not in time.
  ///
  /// @return how long the last one took
  Duration await() {
    Awaitility.await()
        .alias("jobs that move again: " + still)
        .atMost(FaultCluster.LOOK.plus(FaultCluster.SWEEP).plus(Scale.slack()).multipliedBy(2))
        .pollInterval(Duration.ofMillis(50))
        .until(this::allMoved);
    return longest;
  }

  private boolean allMoved() {
    Map<String, Held> now = held();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    still.values().removeIf(each -> !each.equals(now.get(each.job())) && inTime(each, taken));
    return still.isEmpty();
  }

  private boolean inTime(Held moved, Duration taken) {
    Duration bound = moved.lease().plus(FaultCluster.SWEEP).plus(Scale.slack());
    if (taken.compareTo(bound) > 0) {
      throw new AssertionError(
          "%s moved only after %s, and should have within %s".formatted(moved, taken, bound));
    }
    longest = taken.compareTo(longest) > 0 ? taken : longest;
    return true;
  }
}
