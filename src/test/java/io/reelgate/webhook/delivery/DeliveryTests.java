package io.reelgate.webhook.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import io.reelgate.webhook.Receiver;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Receivers that do not take what they are sent, with a schedule of seconds instead of hours.
@GatewayTest
@QuickDeliveries
class DeliveryTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<Duration> SCHEDULE =
      List.of(Duration.ofMillis(400), Duration.ofMillis(800), Duration.ofMillis(1200));

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  @Autowired private MeterRegistry meters;
  @AutoClose private final Receiver receiver = Receiver.start();

  @Test
  void anErrorIsTriedAgainByTheScheduleWithTheSameBytesAndANewSignature() throws Exception {
    receiver.answerAll(500);
    TestClient caller = gateway.newTenant();
    String secret = endpoint(caller).text("signing_secret");
    video(caller);

    JsonNode delivery = inState(caller, "dead");

    List<Receiver.Request> tries = List.copyOf(receiver.requests());
    assertThat(tries).hasSize(4);
    assertSame(tries);
    for (int i = 0; i < SCHEDULE.size(); i++) {
      Duration apart = Duration.ofNanos(tries.get(i + 1).nanos() - tries.get(i).nanos());
      assertThat(apart)
          .isBetween(
              SCHEDULE.get(i).multipliedBy(8).dividedBy(10),
              SCHEDULE.get(i).multipliedBy(12).dividedBy(10).plusSeconds(20));
    }
    assertThat(tries.stream().map(each -> each.header("webhook-timestamp")).distinct())
        .hasSizeGreaterThan(1);
    for (Receiver.Request each : tries) {
      new Webhook(secret).verify(each.text(), headers(each));
    }
    JsonNode attempts = detail(caller, delivery).required("attempts");
    assertThat(attempts.findValuesAsString("status")).containsOnly("500").hasSize(4);
    assertThat(attempts.findValuesAsString("outcome")).containsOnly("failed");
    assertThat(attempts.findValuesAsString("error")).containsOnly("status");
    assertThat(delivery.required("last_status").asInt()).isEqualTo(500);
    assertThat(delivery.required("next_try_at").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset",
        "cut",
        "silent",
        "slow-body",
        "lost-answer",
        "redirect",
        "unknown-status"
      })
  void anEventArrivesWhateverHappensToTheFirstTry(String fault) {
    AtomicInteger seen = new AtomicInteger();
    receiver.behave((request, out) -> {
      if (seen.getAndIncrement() == 0) {
        play(fault, out);
      } else {
        Receiver.answer(out, 204, "");
      }
    });
    TestClient caller = gateway.newTenant();
    endpoint(caller);
    video(caller);

    JsonNode delivery = inState(caller, "delivered");

    assertThat(receiver.requests()).hasSize(2);
    assertSame(receiver.requests());
    assertThat(detail(caller, delivery).required("attempts").findValuesAsString("outcome"))
        .containsExactly("failed", "delivered");
    assertThat(receiver.requests()).allMatch(each -> each.path().equals("/hooks"));
  }

  private void play(String fault, OutputStream out) throws IOException {
    switch (fault) {
      case "reset" -> throw new IOException("closes without a word");
      case "cut" ->
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(ISO_8859_1));
      case "silent" -> receiver.hang();
      case "slow-body" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".getBytes(ISO_8859_1));
        out.flush();
        receiver.hang();
      }
      case "lost-answer" -> out.write("HTTP/1.1 20".getBytes(ISO_8859_1));
      case "redirect" ->
          Receiver.answer(out, 307, "", "Location: " + receiver.url() + "/elsewhere");
      default -> Receiver.answer(out, 418, "short and stout");
    }
  }

  @Test
  void aBusyReceiverIsLeftAloneForAsLongAsItAsks() {
    refuseFirst(429, "Retry-After: 3");
    TestClient caller = gateway.newTenant();
    endpoint(caller);
    video(caller);

    inState(caller, "delivered");

    Duration apart =
        Duration.ofNanos(receiver.requests().get(1).nanos() - receiver.requests().get(0).nanos());
    assertThat(apart).isGreaterThan(Duration.ofMillis(2_900));
  }

  @Test
  void whatIsAskedForTooLongIsNotGranted() {
    refuseFirst(503, "Retry-After: 86400");
    TestClient caller = gateway.newTenant();
    endpoint(caller);
    video(caller);

    inState(caller, "delivered");

    assertThat(receiver.requests()).hasSize(2);
  }

  /// Whatever comes after it is taken.
  private void refuseFirst(int status, String header) {
    AtomicInteger seen = new AtomicInteger();
    receiver.behave((request, out) -> {
      if (seen.getAndIncrement() == 0) {
        Receiver.answer(out, status, "", header);
      } else {
        Receiver.answer(out, 200, "");
      }
    });
  }

  @Test
  void aGoneReceiverIsDisabledAtOnceAndTheOthersHearOfIt() {
    receiver.answerAll(410);
    TestClient caller = gateway.newTenant();
    String gone = endpoint(caller).text("id");
    try (Receiver other = Receiver.start()) {
      endpoint(caller, other, "endpoint.disabled");
      video(caller);

      await().atMost(PATIENCE).until(() -> !other.requests().isEmpty());
      assertThat(other.requests().getFirst().type()).isEqualTo("endpoint.disabled");
      assertThat(other.requests().getFirst().videoId()).isEqualTo(gone);
      Answer disabled = caller.get("/v1/webhook_endpoints/" + gone);
      assertThat(disabled.json().required("enabled").asBoolean()).isFalse();
      assertThat(disabled.text("disabled_reason")).isEqualTo("gone");

      String second = video(caller);
      JsonNode held = inState(caller, "held");
      assertThat(held.required("video_id").asString()).isEqualTo(second);
      assertThat(held.required("tries").asInt()).isZero();
      receiver.answerAll(200);
      assertThat(caller.post("/v1/webhook_endpoints/" + gone, "{\"enabled\":true}").status())
          .isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .until(
              () -> receiver.requests().stream().anyMatch(each -> each.videoId().equals(second)));
    }
  }

  @Test
  void anAnswerIsReadOnlyInPart() {
    AtomicInteger written = new AtomicInteger();
    receiver.behave((request, out) -> {
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n".getBytes(ISO_8859_1));
      byte[] chunk = "a".repeat(10_000).getBytes(ISO_8859_1);
      while (written.addAndGet(chunk.length) <= 10_000_000) {
        out.write(chunk);
      }
    });
    TestClient caller = gateway.newTenant();
    endpoint(caller);
    video(caller);

    JsonNode delivery = inState(caller, "delivered");

    String kept =
        detail(caller, delivery).required("attempts").required(0).required("answer").asString();
    assertThat(kept).hasSize(4096);
    assertThat(written.get()).isLessThan(10_000_000);
  }

  @Test
  void whatWasGivenUpOrDeliveredIsReplayedByteForByte() {
    receiver.answerAll(500);
    TestClient caller = gateway.newTenant();
    endpoint(caller);
    video(caller);
    JsonNode dead = inState(caller, "dead");
    receiver.answerAll(200);
    String replay = "/v1/webhook_deliveries/" + dead.required("id").asString() + "/replay";

    assertThat(caller.post(replay, null).status()).isEqualTo(200);
    inState(caller, "delivered");
    assertThat(gateway.newTenant().post(replay, null).status()).isEqualTo(404);
    assertThat(caller.post(replay, null).status()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> receiver.requests().size() == 6);

    assertSame(receiver.requests());
    JsonNode detail = detail(caller, dead);
    assertThat(detail.required("attempts").size()).isEqualTo(6);
    assertThat(
            jdbc.sql("select count(*) from audit where act = 'replay-delivery' and subject = :id")
                .param("id", dead.required("id").asString())
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void aTimeIsReplayedAndOnlyTheTenantsOwn() {
    receiver.answerAll(500);
    TestClient caller = gateway.newTenant();
    String endpoint = endpoint(caller).text("id");
    video(caller);
    video(caller);
    await().atMost(PATIENCE).until(() -> list(caller, "?status=dead").size() == 2);
    receiver.requests().clear();
    receiver.answerAll(200);
    String all = "{\"created_after\":0,\"created_before\":4000000000%s}";
    String route = "/v1/webhook_deliveries/replay";

    assertThat(
            gateway.newTenant().post(route, all.formatted("")).json().required("replayed").asInt())
        .isZero();
    String none = all.formatted(",\"status\":\"delivered\"");
    assertThat(caller.post(route, none).json().required("replayed").asInt()).isZero();
    assertThat(
            caller
                .post(route, "{\"created_after\":0,\"created_before\":1000}")
                .json()
                .required("replayed")
                .asInt())
        .isZero();
    String mine = all.formatted(",\"endpoint_id\":\"" + endpoint + "\"");
    assertThat(caller.post(route, mine).json().required("replayed").asInt()).isEqualTo(2);

    await().atMost(PATIENCE).until(() -> list(caller, "?status=delivered").size() == 2);
    assertThat(receiver.requests()).hasSize(2);
  }

  @Test
  void aDeletedEndpointGetsNothingMore() {
    receiver.answerAll(503, "Retry-After: 5");
    TestClient caller = gateway.newTenant();
    String id = endpoint(caller).text("id");
    video(caller);
    await().atMost(PATIENCE).until(() -> inState(caller, "pending").required("tries").asInt() == 1);

    assertThat(caller.delete("/v1/webhook_endpoints/" + id).text("object"))
        .isEqualTo("webhook_endpoint.deleted");

    assertThat(inState(caller, "dead").required("last_error").asString())
        .isEqualTo("endpoint_deleted");
    video(caller);
    assertThat(receiver.requests()).hasSize(1);
    assertThat(caller.get("/v1/webhook_endpoints/" + id).status()).isEqualTo(404);
    assertThat(list(caller, "").size()).isEqualTo(1);
  }

  @Test
  void anEndpointThatIsDeletedDuringATryGetsNothingMore() {
    var deleted = new CountDownLatch(1);
    receiver.behave((request, out) -> {
      try {
        deleted.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Receiver.answer(out, 503, "");
    });
    TestClient caller = gateway.newTenant();
    String id = endpoint(caller).text("id");
    video(caller);
    await().atMost(PATIENCE).until(() -> !receiver.requests().isEmpty());

    assertThat(caller.delete("/v1/webhook_endpoints/" + id).status()).isEqualTo(200);
    deleted.countDown();

    JsonNode dead = inState(caller, "dead");
    assertThat(dead.required("last_error").asString()).isEqualTo("endpoint_deleted");
    assertThat(dead.required("next_try_at").isNull()).isTrue();
    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void metersTellOfTries() {
    TestClient caller = gateway.newTenant();
    endpoint(caller);
    double before = meters.counter("reelgate.webhook.tries", "outcome", "delivered").count();
    video(caller);
    inState(caller, "delivered");

    await()
        .atMost(PATIENCE)
        .until(() ->
            meters.counter("reelgate.webhook.tries", "outcome", "delivered").count() > before);
    assertThat(meters.get("reelgate.webhook.first.try").timer().count()).isPositive();
    assertThat(meters.get("reelgate.webhook.endpoints").gauges()).hasSize(2);
  }

  private void assertSame(List<Receiver.Request> tries) {
    assertThat(tries.stream().map(Receiver.Request::id).collect(Collectors.toSet())).hasSize(1);
    Set<String> bodies = tries.stream().map(Receiver.Request::text).collect(Collectors.toSet());
    assertThat(bodies).hasSize(1);
  }

  private Answer endpoint(TestClient caller) {
    return endpoint(caller, receiver, "video.completed");
  }

  private static Answer endpoint(TestClient caller, Receiver where, String type) {
    Answer answer =
        caller.post(
            "/v1/webhook_endpoints",
            "{\"url\":\"%s\",\"event_types\":[\"%s\"]}".formatted(where.url(), type));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }

  private String video(TestClient caller) {
    String id = gateway.accepted(caller, "{\"prompt\":\"A lantern\",\"seconds\":5}");
    gateway.finished(caller, id);
    return id;
  }

  private static JsonNode inState(TestClient caller, String status) {
    return await()
        .atMost(PATIENCE)
        .until(() -> list(caller, "?status=" + status), found -> !found.isEmpty())
        .getFirst();
  }

  private static List<JsonNode> list(TestClient caller, String query) {
    List<JsonNode> found = new ArrayList<>();
    caller.get("/v1/webhook_deliveries" + query).json().required("data").forEach(found::add);
    return found;
  }

  private static JsonNode detail(TestClient caller, JsonNode delivery) {
    return caller.get("/v1/webhook_deliveries/" + delivery.required("id").asString()).json();
  }

  private static HttpHeaders headers(Receiver.Request request) {
    return HttpHeaders.of(
        request.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))),
        (name, value) -> true);
  }
}
