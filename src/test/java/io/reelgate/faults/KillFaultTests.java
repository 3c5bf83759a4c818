package io.reelgate.faults;

import java.util.List;
import org.junit.jupiter.api.Test;

/// F1: replicas are killed one after the other while jobs keep coming, and started again.
@FaultTest
class KillFaultTests {
  private static final int KILLS = Scale.of("F1.kills", 5);
  private static final int JOBS_PER_KILL = 25;
  private static final int ORDERS_PER_KILL = 6;

  @Test
  void killedReplicasLoseNothing(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F1", "kills", cluster);
    try (Load load = run.load(KILLS * JOBS_PER_KILL)) {
      while (run.faults() < KILLS) {
        long before = run.ordered();
        FaultRun.await(() -> run.ordered() >= before + ORDERS_PER_KILL);
        killOne(run, cluster.nodes());
      }
      run.end(load);
    }
  }

  private static void killOne(FaultRun run, List<Node> nodes) {
    FaultRun.await(() -> nodes.stream().anyMatch(Node::up));
    Node next = nodes.get(run.faults() % nodes.size());
    Node victim = next.up() ? next : nodes.stream().filter(Node::up).findFirst().orElseThrow();
    victim.kill();
    victim.start();
    run.fault();
  }
}
