package io.reelgate.faults;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// F3: a replica is stopped for twice its lease, with work in its hands, and then goes on as if
/// nothing had happened.
@FaultTest
class PauseFaultTests {
  private static final int ROUNDS = Scale.of("F3.rounds", 2);
  private static final int JOBS_PER_ROUND = Scale.of("F3.jobs", 100) / ROUNDS;
  private static final String CLOCK = "select extract(epoch from reelgate_now())";

  @Test
  void whoWakesUpTooLateHasNoSay(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F3", "pauses", cluster);
    try (Load load = run.load(ROUNDS * JOBS_PER_ROUND)) {
      for (int round = 0; round < ROUNDS; round++) {
        load.goesOnFor(JOBS_PER_ROUND / 8);
        FaultRun.await(() -> run.states().containsAll(Set.of("SUBMITTING", "GENERATING")));
        Node stopped = cluster.nodes().get(round % cluster.nodes().size());
        stopped.pause();
        run.fault();
        double since = clock(cluster);
        FaultRun.await(() -> clock(cluster) > since + 2 * FaultCluster.LEASE_SECONDS);
        stopped.resume();
      }
      run.end(load);
    }
  }

  private static double clock(FaultCluster cluster) {
    return cluster.jdbc().sql(CLOCK).query(Double.class).single();
  }
}
