package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.database.Sql;
import io.reelgate.testing.Crowd;
import io.reelgate.testing.GatewayProcess;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// The workers are processes that are killed and stopped; the sandbox, which remembers what was
/// paid, outlives them in this one.
@IdleGatewayTest
@Import(JobSteps.class)
@TestPropertySource(properties = "reelgate.sandbox.submit-latency=1500ms..2500ms")
class KillTests {
  private static final int JOBS = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// No intent is made while the test holds the lock.
  private static final String INTENTS_WAIT =
      """
      create function wait_for_test() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock_shared(7);
        return new;
      end $$;
      create trigger wait_for_test before insert on attempt for each row execute function wait_for_test();
      """;

  /// As if so much time had passed.
  private static final String LEASES_LAPSE =
      """
      update job_work set
        lease_until = case when lease_until is not null then reelgate_now() end,
        next_poll_at = case when next_poll_at is not null then reelgate_now() end
      """;

  @Autowired private TestGateway gateway;
  @Autowired private JobSteps steps;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;

  @Test
  void aKilledWorkerLosesNothingAndAStoppedOneLeavesNoDoubt() throws SQLException {
    gateway.resetSandbox();
    List<String> ids = post("Killed", JOBS);

    try (GatewayProcess worker = worker()) {
      killWithWorkInEveryState(worker);
    }
    Set<String> sending = ids("select job_id from job_work where state = 'SUBMITTING'");
    assertThat(sending).isNotEmpty();
    jdbc.sql(LEASES_LAPSE).update();

    try (GatewayProcess worker = worker()) {
      await().atMost(PATIENCE).until(() -> states().isEmpty());
      assertThat(ids("select id from job where final_state = 'COMPLETED'"))
          .as("what was being sent, too, is found out about")
          .isEqualTo(Set.copyOf(ids));
      assertThat(ids("select job_id from event where type = 'unknown'")).isEqualTo(sending);
      eachIsPaidOnce();

      stopInTheMiddleOfSubmits(worker);
    }
    assertThat(ids("select job_id from event where type = 'unknown'"))
        .as("a stop leaves no doubt")
        .isEqualTo(sending);
    assertThat(ids("select job_id from job_work where state in ('LEASED', 'SUBMITTING')"))
        .isEmpty();
    assertThat(ids("select job_id from attempt where state = 'PREPARED'")).isEmpty();
    eachIsPaidOnce();
    ids("select id from job").forEach(steps::events);
  }

  /// Locks hold the worker back where it would only pass through: no job is completed, then no
  /// intent is made.
  private void killWithWorkInEveryState(GatewayProcess worker) throws SQLException {
    jdbc.sql(INTENTS_WAIT).update();
    String url = environment.getRequiredProperty("spring.datasource.url");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      await().atMost(PATIENCE).until(() -> states().contains("GENERATING"));
      statement.execute("lock table job in share row exclusive mode");
      await().atMost(PATIENCE).until(() -> states().contains("STORING"));
      statement.execute("select pg_advisory_xact_lock(7)");
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() ->
              states()
                  .containsAll(Set.of("QUEUED", "LEASED", "SUBMITTING", "GENERATING", "STORING")));
      worker.kill();
    }
  }

  private void stopInTheMiddleOfSubmits(GatewayProcess worker) {
    post("Stopped", 60);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> states().containsAll(Set.of("QUEUED", "SUBMITTING")));
    worker.terminate();
    assertThat(states()).as("there was more to do").contains("QUEUED");
  }

  private void eachIsPaidOnce() {
    JsonNode counts = gateway.sandboxCounts();
    assertThat(counts.required("paid_again").asInt()).isZero();
    assertThat(counts.required("accepted").asLong())
        .isEqualTo(number("select count(*) from attempt where upstream_id is not null"));
  }

  private List<String> post(String name, int jobs) {
    TestClient caller = gateway.newTenant();
    return Crowd.call(
        8,
        jobs,
        number -> gateway.accepted(caller, "{\"prompt\":\"%s %d\"}".formatted(name, number)));
  }

  private GatewayProcess worker() {
    return GatewayProcess.start(
        environment.getRequiredProperty("spring.datasource.url"),
        "submit,poll",
        "reelgate.sandbox.base-url=http://127.0.0.1:" + gateway.port() + "/sandbox",
        "reelgate.providers.wavespeed.http.response-timeout=20s",
        "reelgate.providers.wavespeed.http.submit-total=20s",
        "reelgate.providers.wavespeed.http.poll-total=1s",
        "reelgate.providers.runware.http.response-timeout=20s",
        "reelgate.providers.runware.http.submit-total=20s",
        "reelgate.providers.runware.http.poll-total=1s",
        "reelgate.providers.empiriolabs.http.response-timeout=20s",
        "reelgate.providers.empiriolabs.http.submit-total=20s",
        "reelgate.providers.empiriolabs.http.poll-total=1s",
        "reelgate.reconcile.schedule=500ms,1s",
        "reelgate.jobs.sweep=500ms",
        "reelgate.jobs.submit-concurrency=6",
        "reelgate.jobs.batch=6");
  }

  private Set<String> states() {
    return ids("select distinct state from job_work");
  }

  private Set<String> ids(String sql) {
    return new HashSet<>(Sql.list(jdbc.sql(sql).query(String.class)));
  }

  private long number(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
