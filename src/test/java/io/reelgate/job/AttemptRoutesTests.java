package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.database.Sql;
import io.reelgate.job.JobSteps.Sent;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What operators see and settle.
@IdleGatewayTest
@Import({JobSteps.class, UnknownSteps.class, UnknownSteps.Adapters.class})
class AttemptRoutesTests {
  private static final String PATH = "/v1/admin/attempts";

  @Autowired private TestGateway gateway;
  @Autowired private JobSteps steps;
  @Autowired private UnknownSteps unknown;
  @Autowired private UnknownMoves moves;
  @Autowired private JdbcClient jdbc;

  @Autowired
  @Qualifier("bills")
  private ScriptedAdapter provider;

  @BeforeEach
  void forget() {
    steps.forgetAll();
    provider.forget();
    jdbc.sql("truncate audit").update();
  }

  @Test
  void unknownAttemptsAreListedOldestFirstAndByPages() {
    Sent first = unknown.lost(provider);
    Sent second = unknown.lost(provider);
    unknown.sending(provider);
    moves.adopt(claimed(unknown.lost(provider)), "known", "test");

    JsonNode page = gateway.admin().get(PATH + "?state=unknown&limit=1").json();
    assertThat(page.required("has_more").asBoolean()).isTrue();
    JsonNode row = page.required("data").required(0);
    assertThat(row.required("id").asString()).isEqualTo(first.token().toString());
    assertThat(row.required("video_id").asString()).isEqualTo(first.id());
    assertThat(row.required("video_state").asString()).isEqualTo("submitted");
    assertThat(row.required("state").asString()).isEqualTo("unknown");
    assertThat(row.required("provider").asString()).isEqualTo("acme-bills");
    assertThat(row.required("worst_cost").asString()).isEqualTo("0.6000");
    assertThat(row.required("failure_kind").asString()).isEqualTo("NETWORK");
    assertThat(row.required("next_check_at").isIntegralNumber()).isTrue();

    JsonNode next = gateway.admin().get(PATH + "?limit=5&after=" + first.token()).json();
    assertThat(next.required("data").size()).isEqualTo(1);
    assertThat(next.required("last_id").asString()).isEqualTo(second.token().toString());
  }

  @Test
  void anAdoptedOneGoesOn() {
    Sent sent = unknown.lost(provider);

    Answer answer =
        settle(sent.token(), "{'outcome':'adopted','upstream_id':'t-1','reason':'seen there'}");

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.text("state")).isEqualTo("accepted");
    assertThat(answer.text("upstream_id")).isEqualTo("t-1");
    assertThat(answer.text("video_state")).isEqualTo("generating");
    assertThat(steps.events(sent.id())).endsWith("unknown", "generating");
    assertThat(audit())
        .containsExactly("admin settle-attempt " + sent.token() + " adopted as t-1: seen there");
  }

  @Test
  void anAbsentOneIsQueuedAgain() {
    Sent sent = unknown.lost(provider);

    Answer answer = settle(sent.token(), "{'outcome':'absent','reason':'support says so'}");

    assertThat(answer.text("state")).isEqualTo("abandoned");
    assertThat(answer.text("video_state")).isEqualTo("queued");
    assertThat(steps.events(sent.id())).endsWith("unknown", "queued");
    assertThat(audit())
        .containsExactly("admin settle-attempt " + sent.token() + " absent: support says so");
  }

  @Test
  void aWrittenOffOneFailsAndIsNotCharged() {
    Sent sent = unknown.lost(provider);

    Answer answer = settle(sent.token(), "{'outcome':'written_off','reason':'too old'}");

    assertThat(answer.text("state")).isEqualTo("written_off");
    assertThat(answer.text("video_state")).isEqualTo("failed");
    assertThat(unknown.job(sent.id()))
        .containsEntry("error_code", "outcome_unknown")
        .containsEntry("reserved_usd_micros", 0L)
        .containsEntry("actual_usd_micros", 0L);
  }

  /// The reservation of a job that failed over it ends with an operator's word, and with nothing
  /// else.
  @ParameterizedTest
  @CsvSource({"absent, abandoned", "written_off, written_off"})
  void afterTheJobHasFailedOnlyTheMoneyIsSettled(String outcome, String state) {
    Sent sent = unknown.lost(provider);
    moves.giveUp(claimed(sent));
    assertThat((Long) unknown.job(sent.id()).get("reserved_usd_micros")).isPositive();
    assertThat(gateway.admin().get(PATH).json().required("data").size()).isEqualTo(1);

    Answer answer = settle(sent.token(), "{'outcome':'%s','reason':'done'}".formatted(outcome));

    assertThat(answer.text("state")).isEqualTo(state);
    assertThat(answer.text("video_state")).isEqualTo("failed");
    assertThat(unknown.job(sent.id()))
        .containsEntry("reserved_usd_micros", 0L)
        .containsEntry("settled_usd_micros", 0L);
    assertThat(unknown.job(sent.id()).get("settled_at")).isNotNull();
    assertThat(gateway.admin().get(PATH).json().required("data").size()).isZero();
  }

  @Test
  void aTaskFoundAfterTheJobHasFailedKeepsTheReservation() {
    Sent sent = unknown.lost(provider);
    moves.giveUp(claimed(sent));
    String before = steps.rows(sent.id());

    settle(sent.token(), "{'outcome':'adopted','upstream_id':'t-2','reason':'found'}");

    assertThat(steps.rows(sent.id())).isEqualTo(before);
    assertThat(unknown.attempt(sent.token()))
        .containsEntry("state", "ACCEPTED")
        .containsEntry("upstream_id", "t-2");
  }

  @Test
  void whatIsNotUnknownIsNotSettled() {
    Sent sending = unknown.sending(provider);
    Sent adopted = unknown.lost(provider);
    settle(adopted.token(), "{'outcome':'adopted','upstream_id':'t-3','reason':'r'}");
    String before = steps.rows(adopted.id());

    for (Sent sent : new Sent[] {sending, adopted}) {
      Answer answer = settle(sent.token(), "{'outcome':'absent','reason':'r'}");
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.code()).isEqualTo("conflict");
    }
    assertThat(steps.rows(adopted.id())).isEqualTo(before);
    assertThat(audit()).hasSize(1);
  }

  @Test
  void aTaskBelongsToOneAttempt() {
    Sent owner = unknown.lost(provider);
    Sent sent = unknown.lost(provider);
    settle(owner.token(), "{'outcome':'adopted','upstream_id':'t-4','reason':'r'}");

    Answer answer = settle(sent.token(), "{'outcome':'adopted','upstream_id':'t-4','reason':'r'}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.param()).isEqualTo("upstream_id");
    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
    assertThat(audit()).as("with its act, its line is undone").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'reason':'r'}|outcome",
        "{'outcome':'lost','reason':'r'}|outcome",
        "{'outcome':'absent'}|reason",
        "{'outcome':'absent','reason':' '}|reason",
        "{'outcome':'adopted','reason':'r'}|upstream_id",
        "{'outcome':'adopted','upstream_id':'a b','reason':'r'}|upstream_id",
        "{'outcome':'absent','upstream_id':'a','reason':'r'}|upstream_id"
      })
  void badWordsAreRefused(String json, String param) {
    Sent sent = unknown.lost(provider);

    Answer answer = settle(sent.token(), json);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.param()).isEqualTo(param);
    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
    assertThat(audit()).isEmpty();
  }

  @Test
  void onlyOperatorsComeHere() {
    Sent sent = unknown.lost(provider);
    String path = PATH + "/" + sent.token() + "/settle";
    String json = "{\"outcome\":\"absent\",\"reason\":\"r\"}";

    assertThat(gateway.newTenant().post(path, json).status()).isEqualTo(401);
    assertThat(gateway.anonymous().get(PATH).status()).isEqualTo(401);
    assertThat(settle(UUID.randomUUID(), "{'outcome':'absent','reason':'r'}").status())
        .isEqualTo(404);
    assertThat(gateway.admin().post(PATH + "/nonsense/settle", json).status()).isEqualTo(404);
    assertThat(gateway.admin().get(PATH + "?state=accepted").status()).isEqualTo(400);
    assertThat(gateway.admin().get(PATH + "?after=nonsense").status()).isEqualTo(400);
    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
  }

  private UnknownJob claimed(Sent sent) {
    return unknown.claim().stream()
        .filter(job -> job.jobId().equals(sent.id()))
        .findFirst()
        .orElseThrow();
  }

  private Answer settle(UUID token, String json) {
    return gateway.admin().post(PATH + "/" + token + "/settle", json.replace('\'', '"'));
  }

  private List<String> audit() {
    return Sql.list(
        jdbc.sql(
                "select actor || ' ' || act || ' ' || subject || ' ' || detail from audit order by id")
            .query(String.class));
  }
}
