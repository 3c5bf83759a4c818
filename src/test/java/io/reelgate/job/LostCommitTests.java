package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.database.Sql;
import io.reelgate.testing.PostgresProxy;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The connection to the database is cut around a commit: right before it, or between it and its
/// answer.
class LostCommitTests {
  private static final String PROMPT = "{\"prompt\":\"A lantern\",\"seconds\":5}";
  private static PostgresProxy proxy;
  private static Replica replica;
  private static TestGateway gateway;
  private static TestClient caller;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() {
    proxy = PostgresProxy.before(TestPostgres.newDatabase());
    replica = Replica.start(proxy.url(), "api,submit,poll,sandbox");
    gateway = replica.gateway();
    caller = gateway.newTenant();
    jdbc = replica.jdbc();
  }

  @AfterAll
  static void stop() {
    replica.close();
    proxy.close();
  }

  @BeforeEach
  void nothingIsUnderWay() {
    await().atMost(Duration.ofSeconds(30)).until(() -> count("job_work") == 0);
    gateway.resetSandbox();
  }

  @Test
  void acceptingIsOneTransactionOfAtMostFiveStatements() {
    gateway.accepted(caller, PROMPT);
    caller.send(
        "POST",
        "/v1/videos",
        PROMPT,
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        "five-statements");
    caller.send(
        "POST",
        "/v1/videos",
        PROMPT,
        "Content-Type",
        "application/json",
        "X-Stainless-Retry-Count",
        "0");

    List<List<String>> accepting =
        proxy.committed().stream()
            .filter(each -> each.stream().anyMatch(sql -> sql.contains("insert into job (")))
            .toList();
    assertThat(accepting).hasSizeGreaterThanOrEqualTo(3);
    assertThat(accepting.stream().map(List::size).distinct()).allMatch(size -> size <= 5);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsAcceptedAllTheSame() {
    int before = proxy.cuts();
    proxy.cutCommitAfter("insert into job (", true);

    String id = gateway.accepted(caller, PROMPT);

    assertThat(proxy.cuts()).isEqualTo(before + 1);
    assertThat(gateway.finished(caller, id).required("status").asString()).isEqualTo("completed");
  }

  @Test
  void aCommitThatNeverArrivesIsRefusedAndLeavesNothing() {
    long jobs = count("job");
    long keys = count("idempotency");
    proxy.cutCommitAfter("insert into job (", false);

    assertThat(keyed("lost-commit").status()).isEqualTo(503);
    assertThat(count("job")).isEqualTo(jobs);
    assertThat(count("idempotency")).isEqualTo(keys);

    assertThat(keyed("lost-commit").status()).isEqualTo(200);
    assertThat(count("job")).isEqualTo(jobs + 1);
  }

  @Test
  void aKeyWhoseFirstUseRollsBackIsFree() throws SQLException {
    String url = replica.databaseUrl();
    CompletableFuture<TestClient.Answer> second;
    try (Connection connection = DriverManager.getConnection(url);
        Statement first = connection.createStatement()) {
      connection.setAutoCommit(false);
      first.execute(
          "insert into idempotency (tenant_id, method, path, key, fingerprint, status)"
              + " select tenant_id, 'POST', '/v1/videos', 'rolled-back', 'x', 200 from api_key");
      second = CompletableFuture.supplyAsync(() -> keyed("rolled-back"));
      await().until(() -> waiting() > 0);
      connection.rollback();
    }

    assertThat(second.join().status()).isEqualTo(200);
    assertThat(keyed("rolled-back").header("Idempotent-Replayed")).contains("true");
  }

  private static long waiting() {
    return jdbc.sql(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%idempotency%'")
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsSentWithoutACertainIntent(boolean arrives) {
    proxy.cutCommitAfter("insert into attempt", arrives);
    int before = proxy.cuts();

    String id = gateway.accepted(caller, PROMPT);

    assertThat(gateway.finished(caller, id).required("status").asString()).isEqualTo("completed");
    assertThat(proxy.cuts()).isEqualTo(before + 1);
    assertThat(paid()).isEqualTo(1);
    assertThat(attempts(id))
        .isEqualTo(arrives ? List.of("NOT_SENT", "SUCCEEDED") : List.of("SUCCEEDED"));
  }

  @ParameterizedTest
  @CsvSource({
    "set state = 'GENERATING', true",
    "set state = 'GENERATING', false",
    "set state = 'STORING', true",
    "set state = 'STORING', false",
    "delete from job_work, true",
    "delete from job_work, false"
  })
  void anOutcomeIsWrittenUntilItIsDurable(String statement, boolean arrives) {
    proxy.cutCommitAfter(statement, arrives);
    int before = proxy.cuts();

    String id = gateway.accepted(caller, PROMPT);

    assertThat(gateway.finished(caller, id).required("status").asString()).isEqualTo("completed");
    await().untilAsserted(() -> assertThat(proxy.cuts()).isEqualTo(before + 1));
    assertThat(paid()).isEqualTo(1);
    assertThat(attempts(id)).containsExactly("SUCCEEDED");
  }

  private static TestClient.Answer keyed(String key) {
    return caller.send(
        "POST", "/v1/videos", PROMPT, "Content-Type", "application/json", "Idempotency-Key", key);
  }

  private static int paid() {
    return gateway.sandboxCounts().required("accepted").asInt();
  }

  private static long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private static List<String> attempts(String id) {
    return Sql.list(
        jdbc.sql("select state from attempt where job_id = ? order by number")
            .param(id)
            .query(String.class));
  }
}
