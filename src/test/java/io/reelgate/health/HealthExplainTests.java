package io.reelgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The plans of what every replica asks every few seconds: 200 runs in each of 90 minutes and 48
/// hours, as many as there are when nobody has trimmed for a while.
class HealthExplainTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int RUNS = 200;

  private static final String COUNTERS =
      """
      insert into provider_health (span, began_at, provider, account, model, operation, submitted, accepted,
        succeeded, failed, unclear, throttled, polled, unanswered, accepts, finishes)
      select s.span, date_trunc(s.unit, reelgate_now()) - n * ('1 ' || s.unit)::interval, 'p' || r % 20, 'default',
        'm' || r, 'text_to_video', 9, 9, 9, 0, 0, 0, 9, 0, array_fill(1, array[90]), array_fill(1, array[90])
      from (values ('HOUR', 'hour', 47), ('MINUTE', 'minute', 89)) as s(span, unit, back),
        generate_series(0, s.back) n, generate_series(1, 200) r
      """;

  private static final String TIMES =
      """
      insert into provider_timing (began_at, provider, live, model, operation, resolution, seconds, accepts, finishes)
      select date_trunc('hour', reelgate_now()) - n * interval '1 hour', 'p' || r % 20, true, 'm' || r,
        'text_to_video', '720p', 5, array_fill(1, array[90]), array_fill(1, array[90])
      from generate_series(0, 47) n, generate_series(1, 200) r
      """;

  private static SingleConnectionDataSource connection;
  private static JdbcClient jdbc;

  @BeforeAll
  static void fill() {
    String url = TestPostgres.newDatabase();
    Flyway.configure().dataSource(url, "", "").load().migrate();
    connection = new SingleConnectionDataSource(url, true);
    jdbc = JdbcClient.create(connection);
    jdbc.sql(COUNTERS).update();
    jdbc.sql(TIMES).update();
    jdbc.sql("vacuum analyze").update();
    jdbc.sql("set enable_seqscan = off").update();
    jdbc.sql("set random_page_cost = 1.1").update();
  }

  @AfterAll
  static void close() {
    connection.destroy();
  }

  @ParameterizedTest
  @CsvSource({"MINUTE, 31 minutes, 31", "HOUR, 25 hours, 25"})
  void aBeatReadsTheTimeItAsksFor(String span, String back, int times) {
    assertThat(read(HealthRows.READ, Map.of("span", span, "back", back)))
        // some minutes may have passed since the rows were made
        .isBetween((long) RUNS * (times - 4), (long) RUNS * (times + 1));
  }

  @Test
  void timesAreReadForADay() {
    assertThat(read(HealthRows.READ_TIMES, Map.of())).isBetween(RUNS * 24L, RUNS * 26L);
  }

  @Test
  void trimmingReadsWhatItForgets() {
    assertThat(read(HealthRows.TRIM, Map.of())).isBetween(RUNS * 47L, RUNS * 54L);
    assertThat(read(HealthRows.TRIM_TIMES, Map.of())).isBetween(RUNS * 20L, RUNS * 23L);
  }

  /// Runs the statement without keeping its changes.
  ///
  /// @return how many rows its scans of the tables read
  private static long read(String sql, Map<String, Object> parameters) {
    List<JsonNode> scans = new ArrayList<>();
    JsonNode plan = JSON.readTree(explain(sql, parameters)).required(0).required("Plan");
    collectScans(plan, scans);

    assertThat(scans).as(plan.toPrettyString()).isNotEmpty();
    assertThat(scans)
        .as(plan.toPrettyString())
        .noneMatch(each -> each.required("Node Type").asString().equals("Seq Scan"))
        .allMatch(each -> each.path("Rows Removed by Filter").asLong(0) == 0);
    return scans.stream()
        .mapToLong(each -> Math.round(each.required("Actual Rows").asDouble()))
        .sum();
  }

  private static String explain(String sql, Map<String, Object> parameters) {
    jdbc.sql("begin").update();
    try {
      return String.join(
          "",
          jdbc.sql("explain (analyze, timing off, format json) " + sql)
              .params(parameters)
              .query((row, number) -> row.getString(1))
              .list());
    } finally {
      jdbc.sql("rollback").update();
    }
  }

  private static void collectScans(JsonNode node, List<JsonNode> into) {
    if (node.path("Relation Name").asString("").startsWith("provider_")
        && node.required("Node Type").asString().contains("Scan")) {
      into.add(node);
    }
    node.path("Plans").forEach(child -> collectScans(child, into));
  }
}
