package io.reelgate.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.database.Sql;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import io.reelgate.webhook.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is left of a video that its tenant has deleted: nothing of what the tenant sent or got, in
/// any table.
@GatewayTest
@TestPropertySource(
    properties = {
      "reelgate.webhooks.schedule=400ms,800ms,1200ms",
      "reelgate.webhooks.shortest-wait=300ms",
      "reelgate.webhooks.breaker-after=1000",
      "reelgate.webhooks.sweep=200ms"
    })
class DeletedVideoTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CANARY = "canary7x";
  private static final String STEPS =
      "\"video.queued\",\"video.in_progress\",\"video.progress\",\"video.completed\"";

  /// Every column that can hold a text, of every table that is not a partition of another.
  private static final String COLUMNS =
      """
      select c.table_name as table, c.column_name as column, c.data_type = 'bytea' as bytes
      from information_schema.columns c
      join pg_class t on t.oid = to_regclass(quote_ident(c.table_name)) and t.relkind in ('r', 'p')
        and not t.relispartition
      where c.table_schema = 'public'
        and c.data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
      order by 1, 2
      """;

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  @AutoClose private final Receiver receiver = Receiver.start();

  @Test
  void noTableKeepsWhatWasSentOrMade() {
    receiver.behave((request, out) -> Receiver.answer(out, 200, request.text()));
    TestClient caller = gateway.newTenant();
    endpoint(caller, STEPS);
    String id = gateway.accepted(caller, request("A lantern"));
    gateway.finished(caller, id);
    allSent(caller, 6);
    providerRepeatsIt(id);
    String file = text("select outputs->0->>'url' from job where id = :id", id);
    assertThat(where(CANARY))
        .contains("job.spec", "job.metadata", "job.policy", "job.warnings", "job.callback_url")
        .contains("attempt.failure_detail", "job.end_user", "webhook_event.body", "delivery.url")
        .contains("delivery_attempt.answer");
    assertThat(where(file)).contains("job.outputs");

    assertThat(caller.delete("/v1/videos/" + id).status()).isEqualTo(200);

    assertThat(where(CANARY)).isEmpty();
    assertThat(where(file)).isEmpty();
    assertThat(where("http://gateway.test/media/" + id)).isEmpty();
    assertThat(bodies(id)).hasSize(6);
    for (JsonNode body : bodies(id)) {
      assertThat(body.propertyNames())
          .containsExactly("id", "object", "created_at", "type", "sequence", "data");
      assertThat(body.required("data").propertyNames()).containsExactly("id", "status");
      assertThat(body.required("data").required("id").asString()).isEqualTo(id);
    }
    assertThat(bodies(id))
        .extracting(each -> each.required("data").required("status").asString())
        .containsExactlyInAnyOrder(
            "queued", "in_progress", "in_progress", "in_progress", "completed", "completed");
  }

  @Test
  void whatIsDeletedWhileItIsMadeLeavesNothingOnceItEnds() {
    TestClient caller = gateway.newTenant();
    endpoint(caller, STEPS + ",\"video.failed\"");
    String id = gateway.accepted(caller, request("[sandbox: delay=8s]"));
    gateway.inState(caller, id, "generating");
    providerRepeatsIt(id);
    assertThat(where(CANARY)).contains("job.spec", "webhook_event.body");

    assertThat(caller.delete("/v1/videos/" + id + "?cancel=true").status()).isEqualTo(200);

    assertThat(where(CANARY)).containsExactly("attempt.failure_detail", "job.policy", "job.spec");
    await()
        .atMost(PATIENCE)
        .until(
            () -> text("select coalesce(final_state, '') from job where id = :id", id),
            state -> state.equals("CANCELLED"));
    assertThat(where(CANARY)).isEmpty();
    assertThat(receiver.requests()).noneMatch(each -> each.type().endsWith("cancelled"));
    assertThat(receiver.requests()).noneMatch(each -> each.type().equals("video.failed"));
  }

  @Test
  void whatHasNotArrivedIsGivenUpAndNothingIsReplayed() {
    TestClient caller = gateway.newTenant();
    endpoint(caller, "\"video.completed\"");
    try (Receiver other = Receiver.start()) {
      other.answerAll(503, "Retry-After: 600");
      Answer made =
          caller.post(
              "/v1/webhook_endpoints",
              "{\"url\":\"%s\",\"event_types\":[\"video.completed\"]}".formatted(other.url()));
      assertThat(made.status()).isEqualTo(200);
      String id = gateway.accepted(caller, "{\"prompt\":\"A lantern\",\"seconds\":5}");
      gateway.finished(caller, id);
      String delivered = inState(caller, "delivered").required("id").asString();
      await()
          .atMost(PATIENCE)
          .until(() -> inState(caller, "pending").required("tries").asInt() == 1);

      assertThat(caller.delete("/v1/videos/" + id).status()).isEqualTo(200);

      JsonNode dead = inState(caller, "dead");
      assertThat(dead.required("last_error").asString()).isEqualTo("video_deleted");
      assertThat(dead.required("last_status").asInt()).isEqualTo(503);
      assertThat(dead.required("next_try_at").isNull()).isTrue();
      for (String each : List.of(dead.required("id").asString(), delivered)) {
        Answer replay = caller.post("/v1/webhook_deliveries/" + each + "/replay", null);
        assertThat(replay.status()).isEqualTo(409);
      }
      for (String status : List.of("", ",\"status\":\"delivered\"")) {
        String all = "{\"created_after\":0,\"created_before\":4000000000%s}".formatted(status);
        Answer replay = caller.post("/v1/webhook_deliveries/replay", all);
        assertThat(replay.json().required("replayed").asInt()).isZero();
      }
      assertThat(list(caller, "?status=delivered")).hasSize(1);
      assertThat(other.requests()).hasSize(1);
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void aSendThatIsUnderWayEndsAsItEndsAndIsTheLast() {
    var release = new CountDownLatch(1);
    receiver.behave((request, out) -> {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Receiver.answer(out, 500, CANARY);
    });
    TestClient caller = gateway.newTenant();
    endpoint(caller, "\"video.completed\"");
    String id = gateway.accepted(caller, "{\"prompt\":\"A lantern\",\"seconds\":5}");
    gateway.finished(caller, id);
    JsonNode sending = inState(caller, "sending");
    await().atMost(PATIENCE).until(() -> !receiver.requests().isEmpty());

    assertThat(caller.delete("/v1/videos/" + id).status()).isEqualTo(200);

    assertThat(tryOf(caller, sending).required("outcome").asString()).isEqualTo("lapsed");
    release.countDown();
    await()
        .atMost(PATIENCE)
        .until(() -> tryOf(caller, sending).required("outcome").asString().equals("failed"));
    assertThat(inState(caller, "dead").required("last_error").asString())
        .isEqualTo("video_deleted");
    assertThat(where(CANARY)).isEmpty();
    assertThat(receiver.requests()).hasSize(1);
  }

  /// In what it says of a failure.
  private void providerRepeatsIt(String id) {
    jdbc.sql("update attempt set failure_detail = :detail where job_id = :id")
        .param("detail", "not with " + CANARY)
        .param("id", id)
        .update();
  }

  private String request(String prompt) {
    return """
    {"prompt":"%2$s %1$s","negative_prompt":"%1$s","seconds":5,"user":"%1$s",
      "metadata":{"%1$s":"%1$s"},
      "frame_images":[{"frame_type":"first_frame",
        "image_url":{"url":"https://a.example.org/%1$s.png"}}],
      "provider":{"ignore":["%1$s"]},
      "callback_url":"%3$s?key=%1$s","callback_format":"openrouter"}
    """
        .formatted(CANARY, prompt, receiver.url());
  }

  private record Column(String table, String column, boolean bytes) {}

  /// The columns of all tables in which it stands.
  private List<String> where(String text) {
    List<String> found = new ArrayList<>();
    for (Column each : Sql.list(jdbc.sql(COLUMNS).query(Column.class))) {
      String condition =
          each.bytes()
              ? "position(convert_to(:text, 'UTF8') in \"%s\") > 0"
              : "position(:text in \"%s\"::text) > 0";
      String sql = "select exists (select 1 from \"%s\" where " + condition + ")";
      if (jdbc.sql(sql.formatted(each.table(), each.column()))
          .param("text", text)
          .query(Boolean.class)
          .single()) {
        found.add(each.table() + "." + each.column());
      }
    }
    return found;
  }

  private List<JsonNode> bodies(String id) {
    return Sql.list(
            jdbc.sql("select convert_from(body, 'UTF8') from webhook_event where job_id = :id")
                .param("id", id)
                .query(String.class))
        .stream()
        .map(JSON::readTree)
        .toList();
  }

  private String text(String sql, String id) {
    return jdbc.sql(sql).param("id", id).query(String.class).single();
  }

  private void endpoint(TestClient caller, String types) {
    Answer answer =
        caller.post(
            "/v1/webhook_endpoints",
            "{\"url\":\"%s\",\"event_types\":[%s]}".formatted(receiver.url(), types));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }

  private static void allSent(TestClient caller, int number) {
    await().atMost(PATIENCE).until(() -> list(caller, "?status=delivered").size() == number);
  }

  private static JsonNode inState(TestClient caller, String status) {
    return await()
        .atMost(PATIENCE)
        .until(() -> list(caller, "?status=" + status), found -> !found.isEmpty())
        .getFirst();
  }

  private static JsonNode tryOf(TestClient caller, JsonNode delivery) {
    String id = delivery.required("id").asString();
    return caller.get("/v1/webhook_deliveries/" + id).json().required("attempts").required(0);
  }

  private static List<JsonNode> list(TestClient caller, String query) {
    List<JsonNode> found = new ArrayList<>();
    caller.get("/v1/webhook_deliveries" + query).json().required("data").forEach(found::add);
    return found;
  }
}
