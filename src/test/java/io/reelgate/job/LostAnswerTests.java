package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.database.Sql;
import io.reelgate.testing.Crowd;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Answers get lost between two replicas that work and providers that count what is paid.
@IdleGatewayTest
@Import(JobSteps.class)
class LostAnswerTests {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int JOBS = 40;

  @Autowired private TestGateway gateway;
  @Autowired private JobSteps steps;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void begin() {
    steps.forgetAll();
    gateway.resetSandbox();
    caller = gateway.newTenant();
  }

  /// Every event is one legal move, numbered without a gap.
  @AfterEach
  void everyMoveIsNoted() {
    Sql.list(jdbc.sql("select id from job").query(String.class)).forEach(steps::events);
  }

  @Test
  void aProviderThatKnowsOurTokenIsAskedAndSentTheSameOrderAgain() {
    List<String> ids =
        Crowd.call(
            8,
            JOBS,
            number ->
                post(
                    "runware",
                    number % 4 == 0
                        ? "[sandbox: submit=lost-answer]"
                        : number % 4 == 1 ? "[sandbox: submit=reset]" : "",
                    number));

    try (Replica one = worker();
        Replica other = worker()) {
      assertThat(one).isNotSameAs(other);
      ids.forEach(id -> completed(id));
    }

    assertThat(number("select count(*) from event where type = 'unknown'"))
        .isGreaterThanOrEqualTo(JOBS / 2);
    paidOnce(JOBS);
  }

  @Test
  void theOnlyTaskOfAListThatNobodyClaimsIsAdopted() {
    String lost = post("wavespeed", "[sandbox: submit=lost-answer]", 0);
    String well = post("wavespeed", "", 1);

    try (Replica one = worker();
        Replica other = worker()) {
      assertThat(one).isNotSameAs(other);
      completed(lost);
      completed(well);
    }

    assertThat(steps.events(lost)).contains("unknown", "generating");
    paidOnce(2);
  }

  /// Which task is whose nobody can tell for sure, so nobody does.
  @Test
  void ofTwoLostOrdersNoneIsGuessedAndAnOperatorSettlesThem() {
    try (Replica worker = worker()) {
      assertThat(worker).isNotNull();
      String one = post("wavespeed", "[sandbox: submit=lost-answer]", 5);
      await().atMost(PATIENCE).until(() -> unknown().size() == 1);
      String task = tasks().getFirst();
      String token = unknown().required(0).required("id").asString();
      String other = post("wavespeed", "[sandbox: submit=lost-answer]", 6);
      await()
          .atMost(PATIENCE)
          .until(() ->
              unknown().size() == 2
                  && unknown().valueStream().allMatch(each -> each.required("checks").asInt() > 3));
      assertThat(gateway.inState(caller, one, "submitted")).isNotNull();
      assertThat(gateway.inState(caller, other, "submitted")).isNotNull();

      assertThat(tasks()).hasSize(2);
      Answer settled =
          gateway
              .admin()
              .post(
                  "/v1/admin/attempts/" + token + "/settle",
                  "{\"outcome\":\"adopted\",\"upstream_id\":\"%s\",\"reason\":\"asked support\"}"
                      .formatted(task));
      assertThat(settled.status()).as(settled.response().body()).isEqualTo(200);

      completed(one);
      completed(other);
    }
    paidOnce(2);
  }

  @Test
  void aUsageRecordThatNamesTheTaskLeadsToIt() {
    String lost = post("empiriolabs", "[sandbox: submit=lost-answer]", 0);
    String well = post("empiriolabs", "", 1);

    try (Replica worker = worker()) {
      assertThat(worker).isNotNull();
      completed(well);
      completed(lost);
    }

    assertThat(steps.events(lost)).contains("unknown", "generating");
    paidOnce(2);
  }

  @Test
  void aLostOrderThatNobodyFindsFailsAndKeepsItsReservation() {
    String lost = post("wavespeed", "[sandbox: submit=reset]", 0);

    try (Replica worker = worker("reelgate.reconcile.window=8s")) {
      assertThat(worker).isNotNull();
      JsonNode video = gateway.finished(caller, lost);
      assertThat(video.required("error").required("code").asString()).isEqualTo("outcome_unknown");
      assertThat(video.required("usage").isNull()).isTrue();
    }

    assertThat(number("select reserved_usd_micros from job")).isPositive();
    assertThat(unknown().size()).isEqualTo(1);
    assertThat(gateway.sandboxCounts().required("accepted").asInt()).isZero();
  }

  private List<String> tasks() {
    return gateway.anonymous().get("/sandbox/admin/tasks").json().findValuesAsString("id");
  }

  private JsonNode unknown() {
    return gateway.admin().get("/v1/admin/attempts").json().required("data");
  }

  private void completed(String id) {
    JsonNode video =
        await()
            .atMost(PATIENCE)
            .until(
                () -> caller.get("/v1/videos/" + id + "?wait=5").json(),
                each -> !each.required("completed_at").isNull());
    assertThat(video.required("status").asString()).as(video.toString()).isEqualTo("completed");
  }

  private void paidOnce(int jobs) {
    JsonNode counts = gateway.sandboxCounts();
    assertThat(counts.required("accepted").asInt()).as(counts.toString()).isEqualTo(jobs);
    assertThat(number("select count(distinct upstream_id) from attempt")).isEqualTo(jobs);
  }

  private String post(String provider, String script, int number) {
    return gateway.accepted(
        caller,
        "{\"prompt\":\"Lost %d %s\",\"seconds\":5,\"provider\":{\"only\":[\"%s\"]}}"
            .formatted(number, script, provider));
  }

  private Replica worker(String... more) {
    String[] usual = {
      "reelgate.sandbox.base-url=http://127.0.0.1:" + gateway.port() + "/sandbox",
      "reelgate.providers.wavespeed.http.submit-total=10s",
      "reelgate.providers.wavespeed.http.response-timeout=10s",
      "reelgate.providers.wavespeed.http.poll-total=1s",
      "reelgate.providers.runware.http.submit-total=10s",
      "reelgate.providers.runware.http.response-timeout=10s",
      "reelgate.providers.runware.http.poll-total=1s",
      "reelgate.providers.empiriolabs.http.submit-total=10s",
      "reelgate.providers.empiriolabs.http.response-timeout=10s",
      "reelgate.providers.empiriolabs.http.poll-total=1s",
      "reelgate.providers.empiriolabs.requests-per-minute=60000",
      "reelgate.jobs.lease=14s",
      "reelgate.jobs.margin=1s",
      "reelgate.jobs.heartbeat=1s",
      "reelgate.jobs.sweep=500ms",
      "reelgate.reconcile.schedule=300ms,1s",
      "reelgate.reconcile.list-before=1s",
      "reelgate.reconcile.list-after=500ms"
    };
    String[] all = java.util.Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return Replica.start(
        environment.getRequiredProperty("spring.datasource.url"), "submit,poll", all);
  }

  private long number(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
