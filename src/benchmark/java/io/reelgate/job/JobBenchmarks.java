package io.reelgate.job;

import static org.awaitility.Awaitility.await;

import io.reelgate.Measured;
import io.reelgate.testing.Crowd;
import io.reelgate.testing.OwnPostgres;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What one replica does, with a database that keeps what it commits. Callers, gateway, database and
/// sandbox share the machine. Prints, and judges nothing.
class JobBenchmarks {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 3;
  private static final int VIDEOS = Integer.getInteger("benchmark.videos", 1_000);
  private static final int IN_FLIGHT = Integer.getInteger("benchmark.in-flight", 3_000);

  @Test
  void fromOrderToResult() {
    try (OwnPostgres database = OwnPostgres.start();
        Replica replica =
            Replica.start(
                database.url(),
                "api,submit,poll,deliver,sandbox",
                "reelgate.providers.empiriolabs.requests-per-minute=60000",
                "reelgate.sandbox.empiriolabs.requests-per-minute=0",
                "logging.level.io.reelgate=warn")) {
      TestClient caller = replica.gateway().newTenant();
      for (int round = 1; round <= ROUNDS; round++) {
        long start = System.nanoTime();
        List<Long> answers = order(caller, VIDEOS, "");
        double accepted = seconds(start);
        ended(replica.jdbc());
        Measured.print(
            "%d videos, round %d: %.0f accepted a second (p50 %d ms, p95 %d ms), %.0f completed a second",
            VIDEOS,
            round,
            VIDEOS / accepted,
            answers.get(VIDEOS / 2),
            answers.get(VIDEOS * 95 / 100),
            VIDEOS / seconds(start));
      }
    }
  }

  @Test
  void manyAtProviders() {
    try (OwnPostgres database = OwnPostgres.start();
        Replica replica =
            Replica.start(
                database.url(),
                "api,submit,poll,deliver,sandbox",
                "reelgate.jobs.sandbox-expected=90s",
                "reelgate.jobs.poll-first=2s",
                "reelgate.jobs.poll-longest=15s",
                "logging.level.io.reelgate=warn")) {
      TestClient caller = replica.gateway().newTenant();
      order(caller, IN_FLIGHT, " [sandbox: delay=90s]");
      double[] latest = {0};
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> {
            latest[0] = Math.max(latest[0], DuePolls.latest(replica.jdbc()));
            return left(replica.jdbc()) == 0;
          });
      Measured.print(
          "%d videos at a provider at once: no poll later than %.1f s", IN_FLIGHT, latest[0]);
    }
  }

  /// Answers how long each took, the quickest first.
  private static List<Long> order(TestClient caller, int videos, String directive) {
    return Crowd.call(
            CLIENTS,
            videos,
            number -> {
              long start = System.nanoTime();
              caller.post(
                  "/v1/videos",
                  "{\"prompt\":\"Clip %d%s\",\"seconds\":5,\"provider\":{\"only\":[\"wavespeed\"]}}"
                      .formatted(number, directive));
              return Duration.ofNanos(System.nanoTime() - start).toMillis();
            })
        .stream()
        .sorted()
        .toList();
  }

  private static void ended(JdbcClient jdbc) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> left(jdbc) == 0);
  }

  private static long left(JdbcClient jdbc) {
    return jdbc.sql("select count(*) from job_work").query(Long.class).single();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
