package io.reelgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// F3: a replica is stopped for twice its lease, with work in its hands, and then goes on as if
/// nothing had happened.
@FaultTest
class PauseFaultTests {
  private static final int ROUNDS = Scale.of("F3.rounds", 2);
  private static final Duration EVERY = Duration.ofMillis(70);
  private static final String CLOCK = "select extract(epoch from reelgate_now())";

  /// Both replicas are in the middle of submits.
  private static final String BOTH_SUBMIT =
      "select count(distinct worker) from job_work where state = 'SUBMITTING'";

  @Test
  void whoWakesUpTooLateHasNoSay(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F3", "pauses", cluster);
    long before = refused(cluster);
    try (Load load = run.load(EVERY)) {
      while (run.faults() < ROUNDS) {
        FaultRun.await(() -> number(cluster, BOTH_SUBMIT) == cluster.nodes().size());
        Node stopped = cluster.nodes().get(run.faults() % cluster.nodes().size());
        stopped.pause();
        run.fault();
        double since = number(cluster, CLOCK);
        FaultRun.await(() -> number(cluster, CLOCK) > since + 2 * FaultCluster.LEASE.toSeconds());
        stopped.resume();
        load.goesOnFor(2 * cluster.nodes().size());
      }
      load.enough();
      // all that the stopped ones wanted to write is over with the jobs
      FaultRun.await(() -> refused(cluster) > before);
      run.also("stale_writes_refused", refused(cluster) - before);
      run.end(load);
      run.allCompleted();
    }
    assertThat(refused(cluster)).isGreaterThan(before);
  }

  private static long refused(FaultCluster cluster) {
    return cluster.nodes().stream().mapToLong(Node::lostWrites).sum();
  }

  private static double number(FaultCluster cluster, String sql) {
    return cluster.jdbc().sql(sql).query(Double.class).single();
  }
}
