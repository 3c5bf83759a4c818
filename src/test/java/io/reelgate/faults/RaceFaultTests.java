package io.reelgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.TestClient;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// F16: cancels, polls, the sweep and the deadline fall on the same jobs at random moments.
@FaultTest
class RaceFaultTests {
  private static final int JOBS = Scale.of("F16.jobs", 240);
  private static final Duration EVERY = Duration.ofMillis(50);
  private static final int LONGEST_MILLIS = 4000;
  private static final long SEED = 16;

  @Test
  void eachJobHasOneEndWhoeverWins(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F16", "races", cluster);
    var random = new Random(SEED);
    TestClient client = cluster.nodes().getFirst().client(run.key()).orElseThrow();
    try (ScheduledExecutorService rivals = Executors.newScheduledThreadPool(4);
        Load load =
            run.load(
                JOBS,
                EVERY,
                number -> FaultRun.video(number, ""),
                id -> {
                  after(rivals, random, () -> client.post("/v1/videos/" + id + "/cancel", null));
                  after(rivals, random, () -> deadline(cluster.jdbc(), id));
                  run.fault();
                })) {
      run.end(load);
      rivals.shutdownNow();
    }
    assertThat(
            cluster
                .jdbc()
                .sql("select distinct final_state from job where final_state is not null")
                .query(String.class)
                .list())
        .as("who won")
        .contains("CANCELLED", "EXPIRED");
  }

  private static void after(ScheduledExecutorService rivals, Random random, Runnable rival) {
    ScheduledFuture<?> _ =
        rivals.schedule(rival, random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
  }

  private static void deadline(JdbcClient jdbc, String id) {
    jdbc.sql("update job_work set deadline_at = reelgate_now() where job_id = ?")
        .param(id)
        .update();
  }
}
