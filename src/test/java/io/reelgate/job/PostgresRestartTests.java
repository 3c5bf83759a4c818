package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.database.Sql;
import io.reelgate.testing.Crowd;
import io.reelgate.testing.OwnPostgres;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The database is killed in the middle of 200 jobs and comes back.
class PostgresRestartTests {
  private static final String COMPLETED_OR_UNKNOWN =
      """
      select count(*) from job j left join job_work w on w.job_id = j.id
      where j.final_state = 'COMPLETED' or w.state = 'UNKNOWN'
      """;
  private static final int JOBS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// What a client was told.
  private record Told(int status, @Nullable String id) {}

  @Test
  void nothingIsLostPaidTwiceOrInvented() {
    try (OwnPostgres postgres = OwnPostgres.start();
        Replica replica =
            Replica.start(
                postgres.url(),
                "api,submit,poll,sandbox",
                "reelgate.sandbox.submit-latency=100ms..600ms",
                "reelgate.sandbox.duration=1s..5s",
                "reelgate.jobs.submit-concurrency=16",
                "reelgate.jobs.sweep=1s",
                "reelgate.jobs.sandbox-expected=3s")) {
      TestGateway gateway = replica.gateway();
      TestClient caller = gateway.newTenant();
      JdbcClient jdbc = replica.jdbc();
      var posted = new AtomicInteger();

      CompletableFuture<List<Told>> answers =
          CompletableFuture.supplyAsync(() ->
              Crowd.call(
                  4,
                  JOBS,
                  number -> {
                    Told told = post(caller, number);
                    posted.incrementAndGet();
                    return told;
                  }));
      await().atMost(PATIENCE).until(() -> posted.get() > JOBS / 4 && inHand(jdbc));
      postgres.kill();
      int during = posted.get();
      await().atMost(PATIENCE).until(() -> posted.get() > during + 2);
      postgres.restart();

      List<Told> told = answers.join();
      await().atMost(PATIENCE).ignoreExceptions().until(() -> over(jdbc));
      check(told, jdbc, gateway);
    }
  }

  private static void check(List<Told> told, JdbcClient jdbc, TestGateway gateway) {
    assertThat(told).extracting(Told::status).isSubsetOf(200, 503, 0);
    List<String> promised =
        told.stream().filter(each -> each.status() == 200).map(Told::id).toList();
    assertThat(told).as("the outage was noticed").extracting(Told::status).containsAnyOf(503, 0);
    assertThat(promised).hasSizeGreaterThan(JOBS / 4);
    List<String> made = Sql.list(jdbc.sql("select id from job").query(String.class));
    assertThat(made).containsAll(promised);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(count(jdbc, COMPLETED_OR_UNKNOWN)).isEqualTo(made.size()));

    JsonNode counts = gateway.sandboxCounts();
    assertThat(counts.required("paid_again").asInt()).isZero();
    long accepted = counts.required("accepted").asLong();
    long known = count(jdbc, "select count(*) from attempt where upstream_id is not null");
    long unknown = count(jdbc, "select count(*) from attempt where state = 'UNKNOWN'");
    assertThat(accepted).isBetween(known, known + unknown);
  }

  private static Told post(TestClient caller, int number) {
    try {
      TestClient.Answer answer =
          caller.post("/v1/videos", "{\"prompt\":\"Clip %d\",\"seconds\":5}".formatted(number));
      return new Told(answer.status(), answer.status() == 200 ? answer.text("id") : null);
    } catch (UncheckedIOException noAnswer) {
      return new Told(0, null);
    }
  }

  /// Whether there is work in each of the states that last.
  private static boolean inHand(JdbcClient jdbc) {
    return count(
            jdbc,
            "select count(distinct state) from job_work where state in ('SUBMITTING', 'GENERATING')")
        == 2;
  }

  private static boolean over(JdbcClient jdbc) {
    return count(jdbc, "select count(*) from job_work where state <> 'UNKNOWN'") == 0;
  }

  private static long count(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
