package io.reelgate.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.database.Sql;
import io.reelgate.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The plans of the statements that senders run, among 200 000 deliveries of 1 000 endpoints. The
/// plans are kept in {@code target/delivery-plans.txt}.
class DeliveryPlanTests {
  private static final Path PLANS = Path.of("target", "delivery-plans.txt");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String NOBODY = "00000000000000000000000000";

  /// Of each endpoint's 200 deliveries 170 are delivered and 30 wait, mostly for later; every tenth
  /// endpoint has five due.
  private static final String ROWS =
      """
      with tenants as (
        insert into tenant (name) select 'tenant ' || n from generate_series(1, 100) n returning id),
      numbered as (select id, row_number() over () as n from tenants),
      endpoints as (
        insert into webhook_endpoint (id, tenant_id, kind, name, url, event_types)
        select 'whe_' || lpad((t.n * 10 + e)::text, 26, '0'), t.id, 'REGISTERED', 'n', 'https://e/',
          array['video.completed']
        from numbered t, generate_series(0, 9) e returning id, tenant_id),
      events as (
        insert into webhook_event (id, tenant_id, type, sequence, body)
        select 'evt_' || lpad(n::text, 26, '0'), (select id from tenants limit 1), 'video.completed', 1, '{}'
        from generate_series(1, 200) n returning id)
      insert into delivery (tenant_id, endpoint_id, event_id, event_type, state, next_at, finished_at)
      select e.tenant_id, e.id, v.id, 'video.completed', case when n.n <= 170 then 'DELIVERED' else 'PENDING' end,
        now() + case when n.n > 195 and e.id like '%0' then interval '-1 second' else interval '1 hour' end,
        case when n.n <= 170 then now() end
      from endpoints e cross join (select id, substr(id, 5)::int as n from events) n
      join events v on v.id = n.id
      """;

  private static SingleConnectionDataSource connection;
  private static JdbcClient jdbc;

  @BeforeAll
  static void fill() throws IOException {
    String url = TestPostgres.newDatabase();
    Flyway.configure().dataSource(url, "", "").load().migrate();
    connection = new SingleConnectionDataSource(url, true);
    jdbc = JdbcClient.create(connection);
    jdbc.sql(ROWS).update();
    jdbc.sql("vacuum analyze").update();
    jdbc.sql("set enable_seqscan = off").update();
    jdbc.sql("set random_page_cost = 1.1").update();
    Files.deleteIfExists(PLANS);
  }

  @AfterAll
  static void close() {
    connection.destroy();
  }

  @Test
  void lookingForWorkCostsOneLookPerEndpointThatWaits() throws IOException {
    Map<String, Object> claim = Map.of("per_endpoint", 4, "limit", 32);

    assertThat(read("find 32 of 100 endpoints", DeliveryClaims.ENDPOINTS, claim))
        .isBetween(100L, 1_100L);
  }

  @Test
  void aClaimReadsWhatItTakes() throws IOException {
    String[] endpoints = new String[20];
    for (int i = 0; i < endpoints.length; i++) {
      endpoints[i] = "whe_" + "%026d".formatted((i + 1) * 10);
    }
    Map<String, @Nullable Object> claim =
        taking(
            Map.of(
                "per_endpoint", 4, "endpoints", endpoints, "share", 32, "spare", 96, "limit", 32));

    assertThat(read("claim 32 of 80", DeliveryClaims.DELIVERIES, claim)).isBetween(20L, 120L);
  }

  @Test
  void theNextOfAnEndpointIsOneLook() throws IOException {
    Map<String, @Nullable Object> next =
        taking(Map.of("endpoint", "whe_" + "%026d".formatted(10), "sender", "w/1", "most", 5));

    assertThat(read("the next of an endpoint", DeliveryClaims.NEXT, next)).isBetween(1L, 6L);
  }

  @Test
  void aSweepReadsWhatIsInHand() throws IOException {
    assertThat(read("free lapsed", DeliveryWrites.LAPSED, Map.of("limit", 500))).isLessThan(10);
  }

  @Test
  void lookingForTheInterestedReadsNoMoreThanTheJobAndItsTenantsEndpoints() throws IOException {
    Map<String, @Nullable Object> look = new HashMap<>();
    look.put("jobs", new String[] {"video_" + NOBODY});
    look.put("type", null);

    assertThat(read("who is interested", EventRows.INTERESTED, look)).isLessThan(20);
  }

  @Test
  void wipingReadsWhatTellsOfTheVideo() throws IOException {
    Map<String, Object> video = Map.of("job", "video_" + NOBODY);

    assertThat(read("wipe a deleted video", DeletedVideos.WIPE, video)).isLessThan(10);
    assertThat(read("forget what was answered", DeletedVideos.FORGET_ANSWERS, video))
        .isLessThan(10);
  }

  @Test
  void trimmingReadsOldRowsOnly() throws IOException {
    Map<String, Object> trim = Map.of("kept", Sql.interval(Duration.ofDays(30)), "step", 1000);

    assertThat(read("give up", DeliveryChores.GIVE_UP, Map.of()))
        .as("the endpoints, of which there are few")
        .isLessThanOrEqualTo(1000);
    assertThat(read("trim deliveries", DeliveryChores.TRIM, trim)).isLessThan(10);
    assertThat(read("trim events", DeliveryChores.TRIM_EVENTS, trim)).isLessThan(10);
  }

  private static Map<String, @Nullable Object> taking(Map<String, Object> more) {
    Map<String, @Nullable Object> all = new HashMap<>(more);
    all.put("process", "w");
    all.putIfAbsent("sender", null);
    all.put("lease", "30 seconds");
    return all;
  }

  /// Runs the statement without keeping its changes.
  ///
  /// @return the most rows that any scan of a table of deliveries read
  private static long read(String name, String sql, Map<String, ? extends @Nullable Object> values)
      throws IOException {
    String text = String.join("\n", explain("", sql, values));
    Files.writeString(
        PLANS,
        "== " + name + "\n" + text + "\n\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    String json = String.join("", explain(", format json", sql, values));
    List<JsonNode> scans = new ArrayList<>();
    collectScans(JSON.readTree(json).required(0).required("Plan"), scans);

    assertThat(scans).as(text).isNotEmpty();
    assertThat(scans.stream().map(scan -> scan.required("Node Type").asString()))
        .as(text)
        .doesNotContain("Seq Scan");
    return scans.stream().mapToLong(DeliveryPlanTests::rows).max().orElseThrow();
  }

  private static long rows(JsonNode scan) {
    double loops = scan.path("Actual Loops").asDouble(0);
    return Math.round(
        loops
            * (scan.required("Actual Rows").asDouble()
                + scan.path("Rows Removed by Filter").asDouble(0)
                + scan.path("Rows Removed by Index Recheck").asDouble(0)));
  }

  private static List<String> explain(
      String more, String sql, Map<String, ? extends @Nullable Object> values) {
    jdbc.sql("begin").update();
    try {
      JdbcClient.StatementSpec statement =
          jdbc.sql("explain (analyze, buffers, timing off" + more + ") " + sql);
      values.forEach((name, value) -> statement.param(name, value));
      return Sql.list(statement.query(String.class));
    } finally {
      jdbc.sql("rollback").update();
    }
  }

  private static void collectScans(JsonNode node, List<JsonNode> into) {
    if (List.of("delivery", "webhook_endpoint", "webhook_event", "job")
            .contains(node.path("Relation Name").asString(""))
        && node.required("Node Type").asString().contains("Scan")) {
      into.add(node);
    }
    node.path("Plans").forEach(child -> collectScans(child, into));
  }
}
