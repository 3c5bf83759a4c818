package io.reelgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// F1: replicas are killed one after the other while jobs keep coming, and started again.
@FaultTest
class KillFaultTests {
  private static final int JOBS = Scale.of("F1.jobs", 200);
  private static final int JOBS_PER_KILL = 18;

  @Test
  void killedReplicasLoseNothing(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F1", "kills", cluster);
    try (Load load = run.load(JOBS)) {
      load.goesOnFor(JOBS_PER_KILL / 2);
      while (!load.over()) {
        killOne(run, cluster.nodes());
        load.goesOnFor(JOBS_PER_KILL);
      }
      run.end(load);
    }
    assertThat(run.faults()).isGreaterThan(1);
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
