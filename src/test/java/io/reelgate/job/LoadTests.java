package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.Crowd;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class LoadTests {
  private static final int JOBS = 1_000;
  private static final int CLIENTS = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// How late a poll may be; the schedule itself is seconds.
  private static final double LATEST_SECONDS = 10;

  @Test
  void aThousandJobsAreInFlightAtOnceOnScheduleAndAllComplete() {
    try (Replica replica =
        Replica.start(
            TestPostgres.newDatabase(),
            "api,submit,poll,sandbox",
            "reelgate.jobs.sandbox-expected=45s",
            "reelgate.jobs.poll-first=2s",
            "reelgate.jobs.poll-longest=15s")) {
      TestGateway gateway = replica.gateway();
      TestClient caller = gateway.newTenant();
      JdbcClient jdbc = replica.jdbc();

      assertThat(post(caller)).hasSize(JOBS).containsOnly(200);

      await()
          .atMost(PATIENCE)
          .until(() ->
              count(jdbc, "select count(*) from job_work where state = 'GENERATING'") == JOBS);
      double[] latest = {0};
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(250))
          .until(() -> {
            latest[0] = Math.max(latest[0], DuePolls.latest(jdbc));
            return count(jdbc, "select count(*) from job_work") == 0;
          });

      assertThat(count(jdbc, "select count(*) from job where final_state = 'COMPLETED'"))
          .isEqualTo(JOBS);
      assertThat(latest[0]).as("the latest poll, in seconds").isLessThan(LATEST_SECONDS);
      JsonNode sandbox = wavespeed(gateway.sandboxCounts());
      assertThat(sandbox.required("accepted").asInt()).isEqualTo(JOBS);
      assertThat(sandbox.required("paid_again").asInt()).isZero();
      // at 60 % of the expected time, then after 2, 3, 4.5, 6.75 seconds with jitter
      assertThat(sandbox.required("polls").asInt()).isBetween(2 * JOBS, 8 * JOBS);
    }
  }

  private static List<Integer> post(TestClient caller) {
    return Crowd.call(CLIENTS, JOBS, number -> caller.post("/v1/videos", body(number)).status());
  }

  private static String body(int number) {
    return "{\"prompt\":\"Clip %d [sandbox: delay=45s]\",\"seconds\":5,%s}"
        .formatted(number, "\"provider\":{\"only\":[\"wavespeed\"]}");
  }

  private static JsonNode wavespeed(JsonNode counts) {
    return counts.required("providers").values().stream()
        .filter(each -> each.required("provider").asString().equals("wavespeed"))
        .findFirst()
        .orElseThrow();
  }

  private static long count(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
