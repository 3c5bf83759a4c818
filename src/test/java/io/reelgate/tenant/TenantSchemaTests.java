package io.reelgate.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.testing.TestPostgres;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class TenantSchemaTests {
  private static final String KEY_COLUMNS =
      "insert into api_key (tenant_id, name, scopes, pepper_id, hint, mode, state, digest,"
          + " expires_at, revoked_at) values ('tenant_00000000000000000000000000', 'k',"
          + " array['READ'], 'p', 'h', ";
  private static JdbcClient jdbc;

  @BeforeAll
  static void migrate() {
    var dataSource = new SingleConnectionDataSource(TestPostgres.newDatabase(), true);
    Flyway.configure().dataSource(dataSource).target("001").load().migrate();
    jdbc = JdbcClient.create(dataSource);
    jdbc.sql("insert into tenant (id, name) values ('tenant_00000000000000000000000000', 't')")
        .update();
  }

  @Test
  void idsAreDistinctLowerCaseUlids() {
    List<String> ids = texts("select reelgate_ulid() from generate_series(1, 5000)");

    assertThat(ids)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-7][0-9a-hjkmnp-tv-z]{25}"));
    assertThat(ids)
        .extracting(id -> id.substring(0, 10))
        .containsOnly(ids.getFirst().substring(0, 10));
    for (int position = 10; position < 26; position++) {
      int at = position;
      assertThat(ids.stream().map(id -> id.charAt(at)).distinct())
          .as("position %d", at)
          .hasSize(32);
    }
  }

  @Test
  void theTimePartOfAnIdIsTheMovedClockInMilliseconds() {
    String id =
        jdbc.sql(
                """
                with moved as materialized (
                  select set_config('reelgate.clock_offset',
                    (timestamptz '2030-01-02 03:04:05.678Z' - now())::text, true))
                select reelgate_ulid() from moved
                """)
            .query(String.class)
            .single();

    // 1893553445678 in Crockford's base 32
    assertThat(id).startsWith("01q3g996se");
  }

  @Test
  void theClockMovesByTheSessionSettingOnly() {
    assertThat(jdbc.sql("select reelgate_now() = now()").query(Boolean.class).single()).isTrue();
    jdbc.sql("set reelgate.clock_offset = '2 days'").update();
    try {
      assertThat(
              jdbc.sql("select reelgate_now() = now() + interval '2 days'")
                  .query(Boolean.class)
                  .single())
          .isTrue();
    } finally {
      jdbc.sql("set reelgate.clock_offset = ''").update();
    }
    assertThat(jdbc.sql("select reelgate_now() = now()").query(Boolean.class).single()).isTrue();
  }

  @Test
  void theClockIsInlinedIntoPlans() {
    String plan =
        String.join(
            "\n",
            texts("explain verbose select id from tenant where created_at <= reelgate_now()"));

    assertThat(plan).contains("now()", "clock_offset").doesNotContain("reelgate_now");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'OTHER', 'ACTIVE', sha256('1'), null, null",
        "'LIVE', 'active', sha256('2'), null, null",
        "'LIVE', 'ACTIVE', 'short', null, null",
        "'LIVE', 'ACTIVE', sha256('3'), now(), null",
        "'LIVE', 'ACTIVE', sha256('4'), null, now()",
        "'LIVE', 'EXPIRING', sha256('5'), null, null",
        "'LIVE', 'REVOKED', sha256('6'), null, null"
      })
  void impossibleKeysAreRefused(String values) {
    assertThatThrownBy(() -> jdbc.sql(KEY_COLUMNS + values + ")").update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'LIVE', 'ACTIVE', sha256('a'), null, null",
        "'TEST', 'EXPIRING', sha256('b'), now(), null",
        "'TEST', 'REVOKED', sha256('c'), now(), now()",
        "'TEST', 'REVOKED', sha256('d'), null, now()"
      })
  void possibleKeysAreStored(String values) {
    assertThat(jdbc.sql(KEY_COLUMNS + values + ")").update()).isEqualTo(1);
  }

  private static List<String> texts(String sql) {
    return jdbc.sql(sql).query(String.class).list().stream().map(Objects::requireNonNull).toList();
  }
}
