package io.reelgate.job.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// What a tenant is told that it has used.
@GatewayTest
class UsageTests {
  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transaction;
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void newTenant() {
    caller = gateway.newTenant();
  }

  @Test
  void itIsTheSumOfWhatEachVideoShows() {
    List<String> made = List.of(video("A lantern"), video("A kite"), video("A bridge"));
    BigDecimal spent =
        made.stream()
            .map(id -> gateway.finished(caller, id).at("/cost/actual").asString())
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    gateway.finished(caller, video("A storm [sandbox: fail=moderation]"));
    assertThat(caller.delete("/v1/videos/" + made.getFirst()).status()).isEqualTo(200);

    JsonNode usage = usage("");

    JsonNode total = usage.required("total");
    assertThat(usage.required("mode").asString()).isEqualTo("test");
    assertThat(total.required("group").isNull()).isTrue();
    assertThat(total.required("videos").asInt()).isEqualTo(4);
    assertThat(total.required("completed").asInt()).isEqualTo(3);
    assertThat(total.required("failed").asInt()).isEqualTo(1);
    assertThat(total.required("unfinished").asInt()).isZero();
    assertThat(new BigDecimal(total.required("cost").asString()))
        .isEqualByComparingTo(spent)
        .isPositive();
    assertThat(usage.required("data").size()).isEqualTo(1);
    assertThat(usage.required("data").required(0).required("videos").asInt()).isEqualTo(4);
  }

  @Test
  void whatIsUnderWayIsReserved() {
    String id = video("A lantern [sandbox: delay=60s]");
    JsonNode total = usage("").required("total");

    assertThat(total.required("unfinished").asInt()).isEqualTo(1);
    assertThat(total.required("cost").asString()).isEqualTo("0.0000");
    assertThat(new BigDecimal(total.required("reserved").asString()))
        .isGreaterThanOrEqualTo(
            new BigDecimal(caller.get("/v1/videos/" + id).json().at("/cost/max").asString()));
  }

  @Test
  void daysAreThoseOfUtcAndBothEndsAreIn() {
    List<String> made = List.of(video("1"), video("2"), video("3"), video("4"));
    accepted(made.get(0), "2026-02-28T23:59:59.999Z");
    accepted(made.get(1), "2026-03-01T00:00:00Z");
    accepted(made.get(2), "2026-03-31T23:59:59.999Z");
    accepted(made.get(3), "2026-04-01T00:00:00Z");

    JsonNode march = usage("?from=2026-03-01&to=2026-03-31");

    assertThat(march.required("from").asString()).isEqualTo("2026-03-01");
    assertThat(march.required("data").values())
        .extracting(each -> each.required("group").asString())
        .containsExactly("2026-03-01", "2026-03-31");
    assertThat(march.at("/total/videos").asInt()).isEqualTo(2);
  }

  @Test
  void withoutDaysItIsThoseOfTheLastMonth() {
    String made = video("A lantern");
    jdbc.sql(
            "update job set created_at = date_trunc('day', now(), 'UTC') - interval '29 days' where id = :id")
        .param("id", made)
        .update();
    assertThat(usage("").at("/total/videos").asInt()).isEqualTo(1);

    jdbc.sql("update job set created_at = created_at - interval '1 second' where id = :id")
        .param("id", made)
        .update();
    assertThat(usage("").at("/total/videos").asInt()).isZero();
  }

  @Test
  void itIsSummedUpByModelProviderAndKey() {
    gateway.finished(caller, video("A lantern", "\"provider\":{\"only\":[\"runware\"]}"));
    gateway.finished(caller, video("A kite", "\"provider\":{\"only\":[\"wavespeed\"]}"));
    video("A bridge [sandbox: delay=60s]", "\"model\":\"seedance-2.0-mini-turbo\"");

    assertThat(groups("provider")).containsExactly("runware", "wavespeed", null);
    assertThat(groups("model")).containsExactly("seedance-2.0-mini", "seedance-2.0-mini-turbo");
    assertThat(groups("key")).singleElement().asString().startsWith("key_");
  }

  @Test
  void othersAndOtherModesAreNotCounted() {
    String id = video("A lantern");
    jdbc.sql("update job set live = true where id = :id").param("id", id).update();

    assertThat(usage("").at("/total/videos").asInt()).isZero();
    assertThat(gateway.newTenant().get("/v1/usage").json().at("/total/videos").asInt()).isZero();
    assertThat(gateway.anonymous().get("/v1/usage").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, from",
    "from=2026-13-01, from",
    "to=2026-02-30, to",
    "to=, to",
    "from=2026-03-02&to=2026-03-01, from",
    "from=2026-01-01&to=2026-04-03, from",
    "from=2026-01-01&from=2026-01-02, from",
    "group_by=tenant, group_by",
    "group_by=DAY, group_by",
    "limit=3, limit"
  })
  void whatIsNotUnderstoodIsNamed(String query, String parameter) {
    TestClient.Answer answer = caller.get("/v1/usage?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/param").asString()).isEqualTo(parameter);
  }

  @Test
  void theLongestSpanIsAllowed() {
    assertThat(caller.get("/v1/usage?from=2026-01-01&to=2026-04-02").status()).isEqualTo(200);
    assertThat(caller.get("/v1/usage?from=0000-01-01&to=0000-01-02").status()).isEqualTo(200);
    assertThat(caller.get("/v1/usage?from=9999-12-31&to=9999-12-31").status()).isEqualTo(200);
  }

  /// Only the tenant's rows of these days are read, deleted ones included.
  @ParameterizedTest
  @EnumSource
  void sumsAreReadByTheIndexOfTenantAndTime(Grouping grouping) {
    List<String> plan =
        transaction.execute(_ -> {
          jdbc.sql("set local enable_seqscan = off").update();
          return jdbc.sql(
                  "explain " + UsageQueries.SUMS.replace(UsageQueries.GROUP, grouping.column()))
              .param("tenant", "tenant_00000000000000000000000000")
              .param("live", true)
              .param("from", Date.valueOf(LocalDate.EPOCH))
              .param("to", Date.valueOf(LocalDate.EPOCH))
              .param("limit", 1)
              .query(String.class)
              .list();
        });

    assertThat(plan)
        .anyMatch(line -> line.contains("job_by_time"))
        .anyMatch(line ->
            line.contains("Index Cond")
                && line.contains("tenant_id")
                && line.contains("created_at >=")
                && line.contains("created_at <"));
  }

  private String video(String prompt, String... more) {
    String rest = more.length == 0 ? "" : "," + String.join(",", more);
    return gateway.accepted(caller, "{\"prompt\":\"%s\",\"seconds\":5%s}".formatted(prompt, rest));
  }

  private JsonNode usage(String query) {
    TestClient.Answer answer = caller.get("/v1/usage" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private List<String> groups(String by) {
    return usage("?group_by=" + by).required("data").values().stream()
        .map(each -> each.required("group").asStringOpt().orElse(null))
        .toList();
  }

  private void accepted(String id, String time) {
    jdbc.sql("update job set created_at = cast(:time as timestamptz) where id = :id")
        .param("id", id)
        .param("time", time)
        .update();
  }
}
