package io.reelgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.database.Sql;
import io.reelgate.telemetry.FigureRows.Figure;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestGateway;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IdleGatewayTest
class FigureTests {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Autowired private FigureRows rows;
  @Autowired private Figures figures;
  @Autowired private MeterRegistry meters;
  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transaction;
  @Autowired private Environment environment;
  private String job = "";

  @BeforeEach
  void accept() {
    jdbc.sql("delete from job_work").update();
    jdbc.sql("delete from attempt").update();
    jdbc.sql("delete from provider_account").update();
    jdbc.sql(
            "insert into provider_account (provider, name) values ('acme', 'one'), ('acme', 'two')")
        .update();
    job = gateway.accepted(gateway.newTenant(), "{\"prompt\":\"A lantern\"}");
  }

  @Test
  void aDueJobThatNobodyTakesGrowsOld() {
    late("null");

    assertThat(value("jobs", "queued")).isOne();
    assertThat(value("jobs", "waiting")).isZero();
    assertThat(value("queue_age", null)).isBetween(600.0, 700.0);
  }

  /// Its accounts are closed; it is nobody's fault until it should have been looked at anew.
  @Test
  void aJobThatWaitsForAnAccountDoesNot() {
    late("array['acme/one']");

    assertThat(value("jobs", "waiting")).isOne();
    assertThat(value("jobs", "queued")).isZero();
    assertThat(value("queue_age", null)).isBetween(240.0, 340.0);
  }

  @Test
  void aJobThatIsDueLaterDoesNot() {
    jdbc.sql("update job_work set run_at = reelgate_now() + interval '1 hour'").update();

    assertThat(value("queue_age", null)).isZero();
  }

  @Test
  void whatIsUnknownAndWhatIsOrphanedIsCountedByAccount() {
    attempt(1, "'UNKNOWN'", "null", "null");
    attempt(2, "'FAILED'", "reelgate_now()", "reelgate_now()");
    attempt(3, "'FAILED'", "null", "reelgate_now()");

    assertThat(value("unknowns", "acme", "one")).isOne();
    assertThat(value("unknowns", "acme", "two")).isZero();
    assertThat(value("unknown_age", "acme", "one")).isBetween(900.0, 1000.0);
    assertThat(value("unknown_age", "acme", "two")).isZero();
    assertThat(value("orphans", "acme", "one")).isOne();
    assertThat(value("orphans", "acme", "two")).isZero();
  }

  @Test
  void anOldSnapshotIsSeen() throws SQLException {
    String url = environment.getRequiredProperty("spring.datasource.url");
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.createStatement().executeQuery("select 1 from job");

      await().atMost(PATIENCE).until(() -> value("snapshot_age", null) > 1);
      connection.rollback();
    }
    await().atMost(PATIENCE).until(() -> value("snapshot_age", null) < 1);
  }

  /// A reading replaces the one before, and its age begins anew.
  @Test
  void metersShowTheLastReading() {
    figures.refresh();
    assertThat(gauge(Figures.JOBS, "state", "queued")).isOne();
    assertThat(gauge(Figures.UNKNOWNS, "account", "two")).isZero();
    jdbc.sql("delete from job_work").update();
    jdbc.sql("delete from provider_account where name = 'two'").update();
    figures.refresh();

    assertThat(gauge(Figures.JOBS, "state", "queued")).isZero();
    assertThat(meters.find(Figures.UNKNOWNS).tag("account", "two").gauge()).isNull();
    assertThat(gauge(Figures.AGE)).isLessThan(15);
  }

  /// A scrape may come in the middle of a reading.
  @Test
  void noMeterIsMissingWhileItIsReadAnew() {
    figures.refresh();
    List<String> removed = new CopyOnWriteArrayList<>();
    meters.config().onMeterRemoved(meter -> removed.add(meter.getId().getName()));
    figures.refresh();

    assertThat(removed).doesNotContain(Figures.SNAPSHOT_AGE, Figures.JOBS, Figures.UNKNOWNS);
  }

  /// The tables grow for ever; only what is unfinished may be read.
  @Test
  void attemptsAreReadByTheIndexesOfWhatIsUnfinished() {
    List<String> plan =
        Objects.requireNonNull(
            transaction.execute(status -> {
              jdbc.sql("set local enable_seqscan = off").update();
              return Sql.list(jdbc.sql("explain " + FigureRows.READ).query(String.class));
            }));

    assertThat(String.join("\n", plan))
        .contains("attempt_watch")
        .containsAnyOf("attempt_unknown", "attempt_by_account")
        .doesNotContain("Seq Scan on attempt");
  }

  private void late(String waitsFor) {
    jdbc.sql(
            "update job_work set run_at = reelgate_now() - interval '10 minutes', waits_for = "
                + waitsFor)
        .update();
  }

  private void attempt(int number, String state, String orphaned, String watch) {
    jdbc.sql(
            """
            insert into attempt (token, job_id, number, state, epoch, provider, account, offer, upstream,
              request_hash, price_version, estimated_usd_micros, worst_usd_micros, estimate_exact,
              retention_seconds, prepared_at, orphaned_at, watch_at)
            values (gen_random_uuid(), :job, :number, %s, 1, 'acme', 'one', 'acme/model', 'model', '', 'v', 1,
              1, true, 1, reelgate_now() - interval '15 minutes', %s, %s)
            """
                .formatted(state, orphaned, watch))
        .param("job", job)
        .param("number", number)
        .update();
  }

  private double value(String figure, @Nullable String one) {
    return value(figure, one, null);
  }

  private double value(String figure, @Nullable String one, @Nullable String other) {
    List<Figure> found =
        rows.read().stream()
            .filter(each -> each.figure().equals(figure))
            .filter(each -> Objects.equals(each.one(), one))
            .filter(each -> Objects.equals(each.other(), other))
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst().value();
  }

  private double gauge(String name, String... tags) {
    Gauge gauge = meters.get(name).tags(tags).gauge();
    return gauge.value();
  }
}
