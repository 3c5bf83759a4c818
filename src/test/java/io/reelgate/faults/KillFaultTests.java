package io.reelgate.faults;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// F1: replicas are killed one after the other while jobs keep coming, and started again. Now and
/// then all of them are killed.
@FaultTest
class KillFaultTests {
  private static final int KILLS = Scale.of("F1.kills", 5);
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final int ORDERS_PER_KILL = 6;
  private static final int ALL = 5;

  @Test
  void killedReplicasLoseNothing(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F1", "kills", cluster);
    try (Load load = run.load(EVERY)) {
      while (run.faults() < KILLS) {
        FaultRun.await(cluster::allUp);
        long before = run.ordered();
        FaultRun.await(() -> run.ordered() >= before + ORDERS_PER_KILL);
        kill(run, cluster);
      }
      load.enough();
      run.end(load);
      run.allCompleted();
    }
  }

  private static void kill(FaultRun run, FaultCluster cluster) {
    List<Node> nodes = cluster.nodes();
    if (run.faults() % ALL == ALL - 1) {
      nodes.forEach(Node::kill);
      nodes.forEach(Node::start);
      run.fault();
      return;
    }
    Node victim = nodes.get(run.faults() % nodes.size());
    victim.kill();
    var recovery = new Recovery(cluster.jdbc());
    victim.start();
    run.fault();
    run.recovered(recovery.await());
  }
}
