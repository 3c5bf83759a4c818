package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.database.Sql;
import io.reelgate.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The plans of all queries that look for work, among 100 000 rows of work. The plans are kept in
/// {@code target/plans.txt}.
class ExplainTests {
  private static final Path PLANS = Path.of("target", "plans.txt");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static SingleConnectionDataSource connection;
  private static JdbcClient jdbc;

  /// Ids sort like the numbers that end them: 60 000 wait for their time, 300 are due, 38 000 are
  /// asked about later, 700 now, and 1 000 are in hand.
  private static final String ROWS =
      """
      with numbered as (select n, case when n <= 60300 then 'QUEUED' when n <= 99000 then 'GENERATING'
          when n <= 99300 then 'LEASED' when n <= 99600 then 'SUBMITTING' when n <= 99900 then 'STORING'
          else 'UNKNOWN' end as state, 'video_' || lpad(n::text, 26, '0') as id
        from generate_series(1, 100000) n),
      tenants as (insert into tenant (name) values ('t') returning id),
      jobs as (
        insert into job (id, tenant_id, api_key_id, live, model, operation, spec, policy, metadata,
          warnings, fingerprint, deadline_at, prices, estimated_usd_micros, worst_usd_micros, reserved_usd_micros)
        select n.id, t.id, 'key', false, 'm', 'text_to_video', '{"prompt":"p"}', '{}', '{}', '[]',
          sha256(n.id::bytea), now() + interval '1 hour', '{}', 1, 1, 1
        from numbered n, tenants t returning id)
      select count(*) from jobs
      """;

  private static final String WORK =
      """
      insert into job_work (job_id, state, epoch, worker, lease_until, run_at, next_poll_at, next_check_at,
        deadline_at, attempt_token, expected_ms, month)
      select j.id, s.state, 1, 'w',
        case when s.state in ('LEASED', 'SUBMITTING', 'STORING') then
          now() + case when n % 10 = 0 then interval '-1 second' else interval '50 seconds' end end,
        case when n <= 60000 then now() + interval '1 hour' + n * interval '1 second' else now() - interval '1 second' end,
        case when s.state = 'GENERATING' then
          now() + case when n <= 98300 then interval '1 hour' + (n - 60000) * interval '1 second' else interval '-1 second' end end,
        case when s.state = 'UNKNOWN' then now() end,
        case when n % 1000 = 7 then now() - interval '1 second' else j.deadline_at end,
        case when s.state not in ('QUEUED', 'LEASED') then md5(j.id)::uuid end, 60000, j.month
      from (select id, month, deadline_at, substr(id, 7)::int as n from job) j
      cross join lateral (select case when n <= 60300 then 'QUEUED' when n <= 99000 then 'GENERATING'
        when n <= 99300 then 'LEASED' when n <= 99600 then 'SUBMITTING' when n <= 99900 then 'STORING'
        else 'UNKNOWN' end as state) s
      """;

  private static final String ATTEMPTS =
      """
      insert into attempt (token, job_id, number, state, epoch, provider, account, offer, upstream,
        request_hash, price_version, estimated_usd_micros, worst_usd_micros, estimate_exact, retention_seconds,
        prepared_at, given_up_at, upstream_id)
      select attempt_token, job_id, 1,
        case state when 'SUBMITTING' then 'PREPARED' when 'UNKNOWN' then 'UNKNOWN' else 'ACCEPTED' end, 1,
        'wavespeed', 'sandbox', 'o', 'u', '\\x00', 'v', 1, 1, true, 1,
        now() - make_interval(secs => abs(hashtext(job_id)) % 86400), case state when 'UNKNOWN' then now() end,
        case when state in ('GENERATING', 'STORING') or job_id like '%5' and state = 'UNKNOWN' then job_id end
      from job_work where attempt_token is not null
      """;

  @BeforeAll
  static void fill() throws IOException {
    String url = TestPostgres.newDatabase();
    Flyway.configure().dataSource(url, "", "").load().migrate();
    connection = new SingleConnectionDataSource(url, true);
    jdbc = JdbcClient.create(connection);
    jdbc.sql(ROWS).query(Long.class).single();
    jdbc.sql(WORK).update();
    jdbc.sql(ATTEMPTS).update();
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
  void aClaimReadsWhatItTakes() throws IOException {
    Map<String, Object> claim = claim(50, "other/account");

    assertThat(read("claim 50 of 300 due", JobClaims.QUEUED, claim)).isBetween(50L, 60L);
  }

  @Test
  void aClaimDoesNotReadWhatWaitsForItsTime() throws IOException {
    Map<String, Object> claim = claim(1000);

    assertThat(read("claim 1000 where 300 are due", JobClaims.QUEUED, claim)).isBetween(300L, 320L);
  }

  private static Map<String, Object> claim(int limit, String... closed) {
    return Map.of(
        "limit",
        limit,
        "worker",
        "w",
        "lease",
        "60 seconds",
        "closed",
        closed,
        "relook",
        "300 seconds");
  }

  @Test
  void aPollClaimReadsWhatItTakes() throws IOException {
    Map<String, Object> claim =
        Map.of("limit", 512, "worker", "w", "lease", "60 seconds", "silent", new String[0]);

    assertThat(read("claim 512 of 700 polls", JobClaims.POLLS, claim)).isBetween(512L, 520L);
  }

  @Test
  void aPollClaimPassesOverSilentAccounts() throws IOException {
    String[] silent = {"wavespeed/sandbox"};
    Map<String, Object> claim =
        Map.of("limit", 512, "worker", "w", "lease", "60 seconds", "silent", silent);

    assertThat(read("pass over 700 polls", JobClaims.POLLS, claim)).isBetween(700L, 720L);
  }

  @Test
  void aClaimOfOutputsReadsWhatIsStored() throws IOException {
    Map<String, Object> claim = Map.of("limit", 20, "worker", "w", "lease", "60 seconds");

    assertThat(read("claim 20 outputs of 300", JobClaims.OUTPUTS, claim)).isBetween(20L, 300L);
  }

  @Test
  void aHeartbeatReadsItsOwnRows() throws IOException {
    String[] ids =
        jdbc.sql("select job_id from job_work where state = 'SUBMITTING' limit 64")
            .query(String.class)
            .list()
            .toArray(String[]::new);
    Integer[] epochs = Collections.nCopies(ids.length, 1).toArray(Integer[]::new);
    Map<String, Object> beat = Map.of("lease", "60 seconds", "ids", ids, "epochs", epochs);

    assertThat(read("renew 64 leases of 900", JobClaims.RENEW, beat)).isBetween(64L, 900L);
  }

  @Test
  void aSweepReadsWhatIsInHand() throws IOException {
    for (JobState from : List.of(JobState.LEASED, JobState.SUBMITTING)) {
      JobState to = from == JobState.LEASED ? JobState.QUEUED : JobState.UNKNOWN;
      Map<String, Object> sweep =
          Map.of("from", from.name(), "to", to.name(), "event", to.word(), "limit", 500);
      assertThat(read("sweep lapsed " + from, Sweep.LAPSED, sweep)).isBetween(30L, 930L);
    }
    Map<String, Object> late = Map.of("event", "event", "limit", 500);
    assertThat(read("adopt late answers", Sweep.ADOPT, late)).isBetween(10L, 110L);
    assertThat(read("free what was refused late", Sweep.DISPROVED, late)).isBetween(0L, 110L);
  }

  @Test
  void aClaimOfUnknownJobsReadsWhatItTakes() throws IOException {
    Map<String, Object> claim = Map.of("limit", 20, "worker", "w", "lease", "90 seconds");

    assertThat(read("claim 20 of 100 unknown jobs", UnknownClaims.CLAIM, claim))
        .isBetween(20L, 30L);
  }

  @Test
  void rivalsAreReadByAccountAndTime() throws IOException {
    Map<String, Object> lookup =
        Map.of(
            "provider",
            "wavespeed",
            "account",
            "sandbox",
            "upstream",
            "u",
            "token",
            UUID.randomUUID(),
            "after",
            ago(2),
            "before",
            ago(1));

    assertThat(read("look for rivals", UnknownClaims.RIVALS, lookup)).isBetween(0L, 4_000L);
  }

  @Test
  void aRouteReadsItsJobAndItsTries() throws IOException {
    String tenant = jdbc.sql("select id from tenant").query(String.class).single();
    Map<String, Object> job = Map.of("tenant", tenant, "id", "video_" + "0".repeat(20) + "099950");

    assertThat(read("one job's decision", RouteQueries.JOB, job)).isEqualTo(1);
    assertThat(read("one job's tries", RouteQueries.TRIES, job)).isEqualTo(1);
  }

  private static OffsetDateTime ago(int hours) {
    return jdbc.sql("select reelgate_now() - make_interval(hours => :hours)")
        .param("hours", hours)
        .query(OffsetDateTime.class)
        .single();
  }

  @Test
  void orphansAreFoundAmongTheFewThatAreGivenUp() throws IOException {
    assertThat(read("tell of orphans", Orphans.TELL, Map.of())).isBetween(1L, 20L);
  }

  @Test
  void deadlinesReadWhatIsOverdue() throws IOException {
    assertThat(read("expire what is overdue", Sweep.OVERDUE, Map.of("limit", 500)))
        .isBetween(98L, 110L);
  }

  /// Runs the statement without keeping its changes.
  ///
  /// @return the most rows that any scan read
  private static long read(String name, String sql, Map<String, Object> parameters)
      throws IOException {
    String text = String.join("\n", explain("", sql, parameters));
    Files.writeString(
        PLANS,
        "== " + name + "\n" + text + "\n\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    String json = String.join("", explain(", format json", sql, parameters));
    List<JsonNode> scans = new ArrayList<>();
    collectScans(JSON.readTree(json).required(0).required("Plan"), scans);

    assertThat(scans).as(text).isNotEmpty();
    assertThat(scans.stream().map(ExplainTests::kind)).as(text).doesNotContain("Seq Scan");
    assertThat(scans).as(text).allMatch(scan -> blocks(scan) < 30 + 8 * hits(scan));
    return scans.stream().mapToLong(ExplainTests::rows).max().orElseThrow();
  }

  /// Rows, or look-ups that found none.
  private static long hits(JsonNode scan) {
    return Math.max(rows(scan), number(scan, "Actual Loops"));
  }

  private static long rows(JsonNode scan) {
    long loops = number(scan, "Actual Loops");
    return Math.round(loops * scan.required("Actual Rows").asDouble())
        + loops * number(scan, "Rows Removed by Filter")
        + loops * number(scan, "Rows Removed by Index Recheck");
  }

  private static long blocks(JsonNode scan) {
    return number(scan, "Shared Hit Blocks") + number(scan, "Shared Read Blocks");
  }

  private static List<String> explain(String more, String sql, Map<String, Object> parameters) {
    jdbc.sql("begin").update();
    try {
      return Sql.list(
          jdbc.sql("explain (analyze, buffers, timing off" + more + ") " + sql)
              .params(parameters)
              .query(String.class));
    } finally {
      jdbc.sql("rollback").update();
    }
  }

  private static void collectScans(JsonNode node, List<JsonNode> into) {
    if (List.of("job_work", "attempt", "job").contains(node.path("Relation Name").asString(""))
        && kind(node).contains("Scan")) {
      into.add(node);
    }
    node.path("Plans").forEach(child -> collectScans(child, into));
  }

  private static String kind(JsonNode node) {
    return node.required("Node Type").asString();
  }

  private static long number(JsonNode node, String name) {
    return Math.round(node.path(name).asDouble(0));
  }
}
