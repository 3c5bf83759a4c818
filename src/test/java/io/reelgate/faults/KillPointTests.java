package io.reelgate.faults;

import io.reelgate.testing.HttpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// F2: a replica is killed at each point of a job's way: on each side of the commits that count,
/// and of what goes to a provider and comes back.
@FaultTest
class KillPointTests {
  private static final Logger LOG = LoggerFactory.getLogger(KillPointTests.class);
  private static final int KILLS = Scale.of("F2.kills", 1);
  private static final Duration EVERY = Duration.ofMillis(250);

  /// Where a replica can be killed.
  private sealed interface Point {
    /// @param strike kills the replica
    void arm(Node node, Runnable strike);

    /// @param statement of the transaction
    /// @param after whether it is committed, and only the replica does not know
    record Commit(String name, String statement, boolean after) implements Point {
      @Override
      public void arm(Node node, Runnable strike) {
        node.database().strikeCommitAfter(statement, after, strike);
      }

      @Override
      public String toString() {
        return (after ? "after " : "before ") + name;
      }
    }

    record Wire(HttpProxy.Point at) implements Point {
      @Override
      public void arm(Node node, Runnable strike) {
        node.providers().strikeAt(at, strike);
      }

      @Override
      public String toString() {
        return at.toString();
      }
    }
  }

  private static List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (boolean after : List.of(false, true)) {
      points.add(new Point.Commit("claim", "set state = 'LEASED'", after));
      points.add(new Point.Commit("intent", "insert into attempt", after));
      points.add(
          new Point.Commit("acceptance", "set state = 'GENERATING', lease_until = null", after));
      points.add(new Point.Commit("result", "set state = 'STORING'", after));
      points.add(new Point.Commit("end", "delete from job_work", after));
    }
    for (HttpProxy.Point at : HttpProxy.Point.values()) {
      points.add(new Point.Wire(at));
    }
    return points;
  }

  @Test
  void whereverAReplicaDiesItsJobsGoOn(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F2", "kills", cluster);
    try (Load load = run.load(EVERY)) {
      for (int round = 0; round < KILLS; round++) {
        for (Point point : points()) {
          FaultRun.await(cluster::allUp);
          killAt(point, run, cluster);
        }
      }
      load.enough();
      run.end(load);
      run.allCompleted();
    }
  }

  private static void killAt(Point point, FaultRun run, FaultCluster cluster) {
    Node victim = cluster.nodes().get(run.faults() % cluster.nodes().size());
    var struck = new CountDownLatch(1);
    point.arm(
        victim,
        () -> {
          victim.kill();
          struck.countDown();
        });
    FaultRun.await(() -> struck.getCount() == 0);
    var recovery = new Recovery(cluster.jdbc());
    victim.start();
    run.fault();
    Duration after = recovery.await();
    run.recovered(after);
    LOG.info("killed {}: all moved again after {} ms", point, after.toMillis());
  }
}
