package io.reelgate.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Callbacks in OpenRouter's format, read as its receivers read them.
@GatewayTest
@TestPropertySource(
    properties = {
      "reelgate.webhooks.schedule=400ms,800ms,1200ms",
      "reelgate.webhooks.shortest-wait=300ms",
      "reelgate.webhooks.breaker-after=1000",
      "reelgate.jobs.sweep=200ms"
    })
class OpenRouterCallbackTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ROTATE = "/v1/webhook_endpoints/callback_url/rotate_secret";
  private static final Pattern SIGNATURE = Pattern.compile("t=([0-9]{10}),v1=([0-9a-f]{64})");

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  @AutoClose private final Receiver receiver = Receiver.start();

  @Test
  void aCompletedVideoIsToldInItsWords() {
    TestClient caller = gateway.newTenant();
    String secret = caller.post(ROTATE, null).text("signing_secret");
    String id = accepted(caller, "A lantern");
    JsonNode video = gateway.finished(caller, id);

    Receiver.Request request = one();

    assertBelieved(request, secret);
    assertThat(request.header("content-type")).isEqualTo("application/json");
    assertThat(request.header("x-openrouter-idempotency-key")).isEqualTo(id + "-completed");
    assertThat(request.headers()).doesNotContainKeys("webhook-id", "webhook-signature");
    assertThat(request.length()).isLessThan(20 * 1024);
    assertThat(request.json().propertyNames()).containsExactly("type", "created_at", "data");
    assertThat(request.type()).isEqualTo("video.generation.completed");
    String createdAt = request.json().required("created_at").asString();
    assertThat(createdAt).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(Instant.parse(createdAt).getEpochSecond())
        .isEqualTo(video.required("completed_at").asLong());
    JsonNode data = request.json().required("data");
    assertThat(data.propertyNames())
        .containsExactly("id", "status", "generation_id", "model", "unsigned_urls", "usage");
    assertThat(data.required("id").asString()).isEqualTo(id);
    assertThat(data.required("status").asString()).isEqualTo("completed");
    assertThat(data.required("generation_id").asString()).isEqualTo(id.replace("video_", "gen_"));
    assertThat(data.required("model")).isEqualTo(video.required("model"));
    assertThat(data.required("usage").toString())
        .isEqualTo("{\"cost\":%s,\"is_byok\":false}".formatted(cost(video)));
    assertThat(data.required("unsigned_urls").size()).isEqualTo(1);
    String link = data.required("unsigned_urls").required(0).asString();
    String path = link.replace("http://gateway.test", "");
    assertThat(gateway.anonymous().bytes("GET", path).statusCode()).isEqualTo(200);
  }

  @Test
  void aFailedVideoIsToldInItsWords() {
    TestClient caller = gateway.newTenant();
    String id = accepted(caller, "[sandbox: fail=moderation]");
    JsonNode video = gateway.finished(caller, id);

    assertToldAs(caller, "failed", video);
  }

  @Test
  void aCancelledVideoIsToldInItsWords() {
    TestClient caller = gateway.newTenant();
    String id = accepted(caller, "[sandbox: delay=8s]");
    gateway.inState(caller, id, "generating");
    caller.post("/v1/videos/" + id + "/cancel", null);
    JsonNode video = gateway.finished(caller, id);

    JsonNode data = assertToldAs(caller, "cancelled", video);

    assertThat(data.required("usage").required("cost").decimalValue())
        .isGreaterThan(BigDecimal.ZERO);
  }

  @Test
  void anExpiredVideoIsToldInItsWordsAndNothingOfACostThatNobodyKnows() {
    TestClient caller = gateway.newTenant();
    String id = accepted(caller, "[sandbox: delay=60s]");
    gateway.inState(caller, id, "generating");
    jdbc.sql("update job_work set deadline_at = now() - interval '1 s' where job_id = :id")
        .param("id", id)
        .update();
    JsonNode video = gateway.finished(caller, id);

    JsonNode data = assertToldAs(caller, "expired", video);

    assertThat(data.has("usage")).isFalse();
  }

  private JsonNode assertToldAs(TestClient caller, String status, JsonNode video) {
    Receiver.Request request = one();
    String id = video.required("id").asString();
    assertThat(video.required("status_detail").asString()).isEqualTo(status);
    assertThat(request.type()).isEqualTo("video.generation." + status);
    assertThat(request.header("x-openrouter-idempotency-key")).isEqualTo(id + "-" + status);
    JsonNode data = request.json().required("data");
    assertThat(data.required("id").asString()).isEqualTo(id);
    assertThat(data.required("status").asString()).isEqualTo(status);
    assertThat(data.required("error")).isEqualTo(video.required("error").required("message"));
    assertThat(data.has("unsigned_urls")).isFalse();
    assertThat(request.text()).doesNotContain("null");
    JsonNode delivery =
        await()
            .atMost(PATIENCE)
            .until(() -> deliveries(caller, "?status=delivered"), found -> !found.isEmpty())
            .getFirst();
    assertThat(delivery.required("event_type").asString()).isEqualTo("video.generation." + status);
    assertThat(delivery.required("video_id").asString()).isEqualTo(id);
    assertThat(delivery.required("endpoint_id").isNull()).isTrue();
    return data;
  }

  @Test
  void registeredEndpointsAreToldInTheStandardFormatAllTheSame() throws Exception {
    TestClient caller = gateway.newTenant();
    String callbacks = caller.post(ROTATE, null).text("signing_secret");
    try (Receiver registered = Receiver.start()) {
      String own =
          caller
              .post(
                  "/v1/webhook_endpoints",
                  "{\"url\":\"%s\",\"event_types\":[\"video.completed\"]}"
                      .formatted(registered.url()))
              .text("signing_secret");
      String id = accepted(caller, "A lantern");
      gateway.finished(caller, id);

      assertBelieved(one(), callbacks);
      await().atMost(PATIENCE).until(() -> registered.requests().size() == 1);
      Receiver.Request standard = registered.requests().getFirst();
      new Webhook(own).verify(standard.text(), headers(standard));
      assertThat(standard.type()).isEqualTo("video.completed");
      assertThat(standard.json().required("data").required("prompt").asString())
          .isEqualTo("A lantern");
      assertThat(standard.headers()).doesNotContainKey("x-openrouter-signature");
    }
    await().atMost(PATIENCE).until(() -> deliveries(caller, "?status=delivered").size() == 2);
    assertThat(deliveries(caller, ""))
        .extracting(each -> each.required("event_type").asString())
        .containsExactlyInAnyOrder("video.completed", "video.generation.completed");
    assertThat(deliveries(caller, ""))
        .extracting(each -> each.required("event_id").asString())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyTryAndEveryReplayHasTheSameBytesAndASignatureOfItsOwnTime() {
    receiver.answerAll(503);
    TestClient caller = gateway.newTenant();
    String secret = caller.post(ROTATE, null).text("signing_secret");
    gateway.finished(caller, accepted(caller, "A lantern"));
    await().atMost(PATIENCE).until(() -> !deliveries(caller, "?status=dead").isEmpty());
    receiver.answerAll(200);
    String id = deliveries(caller, "?status=dead").getFirst().required("id").asString();

    assertThat(caller.post("/v1/webhook_deliveries/" + id + "/replay", null).status())
        .isEqualTo(200);
    await().atMost(PATIENCE).until(() -> !deliveries(caller, "?status=delivered").isEmpty());

    List<Receiver.Request> tries = receiver.requests();
    assertThat(tries).hasSize(5);
    assertThat(tries.stream().map(Receiver.Request::text).distinct()).hasSize(1);
    assertThat(tries.stream().map(each -> each.header("x-openrouter-idempotency-key")).distinct())
        .hasSize(1);
    assertThat(tries.stream().map(each -> each.header("x-openrouter-signature")).distinct())
        .hasSizeGreaterThan(1);
    tries.forEach(each -> assertBelieved(each, secret));
  }

  @Test
  void whileTheSecretIsRotatedTheCurrentOneSignsAlone() {
    TestClient caller = gateway.newTenant();
    String first = caller.post(ROTATE, null).text("signing_secret");
    String second = caller.post(ROTATE, null).text("signing_secret");
    gateway.finished(caller, accepted(caller, "A lantern"));

    Receiver.Request request = one();

    assertBelieved(request, second);
    assertThat(believed(request, first)).isFalse();
  }

  private String accepted(TestClient caller, String prompt) {
    return gateway.accepted(
        caller,
        """
        {"prompt":"%s","seconds":5,"provider":{"only":["wavespeed"]},
          "callback_url":"%s","callback_format":"openrouter"}
        """
            .formatted(prompt, receiver.url()));
  }

  private Receiver.Request one() {
    await().atMost(PATIENCE).until(() -> !receiver.requests().isEmpty());
    assertThat(receiver.requests()).hasSize(1);
    return receiver.requests().getFirst();
  }

  private static List<JsonNode> deliveries(TestClient caller, String query) {
    List<JsonNode> found = new ArrayList<>();
    caller.get("/v1/webhook_deliveries" + query).json().required("data").forEach(found::add);
    return found;
  }

  private static String cost(JsonNode video) {
    return video.required("usage").required("cost").toString();
  }

  private static void assertBelieved(Receiver.Request request, String secret) {
    assertThat(believed(request, secret)).isTrue();
  }

  /// The whole header is one time and one signature, under the text of the secret.
  private static boolean believed(Receiver.Request request, String secret) {
    Matcher header = SIGNATURE.matcher(request.header("x-openrouter-signature"));
    assertThat(header.matches()).as(request.header("x-openrouter-signature")).isTrue();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      byte[] expected = mac.doFinal((header.group(1) + "," + request.text()).getBytes(UTF_8));
      return HexFormat.of().formatHex(expected).equals(header.group(2));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpHeaders headers(Receiver.Request request) {
    return HttpHeaders.of(
        request.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))),
        (name, value) -> true);
  }
}
