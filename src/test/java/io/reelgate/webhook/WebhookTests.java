package io.reelgate.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.Headers;
import com.openai.models.webhooks.UnwrapWebhookEvent;
import com.openai.models.webhooks.WebhookVerificationParams;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// What receivers get, checked with the libraries that receivers use.
@GatewayTest
class WebhookTests {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LANTERN = "{\"prompt\":\"A lantern\",\"seconds\":5}";

  @Autowired private TestGateway gateway;
  @AutoClose private final Receiver receiver = Receiver.start();

  @Test
  void aCompletedVideoIsToldAndEveryLibraryBelievesIt() throws Exception {
    TestClient caller = gateway.newTenant();
    String secret = endpoint(caller, "video.completed", "video.failed").text("signing_secret");
    String id = gateway.accepted(caller, LANTERN);
    gateway.finished(caller, id);

    Receiver.Request request = one();

    assertThat(request.json().propertyNames())
        .containsExactly("id", "object", "created_at", "type", "sequence", "data");
    assertThat(request.type()).isEqualTo("video.completed");
    assertThat(request.id()).startsWith("evt_").isEqualTo(request.json().required("id").asString());
    assertThat(request.header("content-type")).startsWith("application/json");
    assertThat(request.length()).isLessThan(20 * 1024);
    assertThat(request.json().required("sequence").asInt()).isGreaterThan(3);
    new Webhook(secret).verify(request.text(), headers(request));
    new com.svix.Webhook(secret).verify(request.text(), headers(request));
    UnwrapWebhookEvent event = unwrapped(request, secret);
    assertThat(event._json().orElseThrow().toString()).contains(id);
  }

  @Test
  void theDataIsTheVideoAtThatMomentWithLinksThatLiveLonger() {
    TestClient caller = gateway.newTenant();
    endpoint(caller, "video.completed");
    String id = gateway.accepted(caller, LANTERN);
    JsonNode video = gateway.finished(caller, id);

    JsonNode data = one().json().required("data");

    assertThat(data.propertyNames()).containsExactlyElementsOf(video.propertyNames());
    for (String member :
        List.of("id", "status", "progress", "prompt", "seconds", "duration", "cost")) {
      assertThat(data.required(member)).as(member).isEqualTo(video.required(member));
    }
    long inEvent = data.required("outputs").required(0).required("url_expires_at").asLong();
    long inApi = video.required("outputs").required(0).required("url_expires_at").asLong();
    // links are made for a whole hour, and the next one may have begun before the video was read
    assertThat(inEvent - inApi)
        .isIn(Duration.ofDays(3).toSeconds(), Duration.ofHours(71).toSeconds());
    String path = data.required("url").asString().replace("http://gateway.test", "");
    assertThat(gateway.anonymous().bytes("GET", path).statusCode()).isEqualTo(200);
  }

  @Test
  void aForgedOrOldMessageIsNotBelieved() {
    TestClient caller = gateway.newTenant();
    String secret = endpoint(caller, "video.completed").text("signing_secret");
    gateway.finished(caller, gateway.accepted(caller, LANTERN));
    Receiver.Request request = one();

    assertThat(believed(secret, request.text(), headers(request))).isTrue();
    assertThat(believed(secret, request.text() + " ", headers(request))).isFalse();
    assertThat(believed("whsec_" + "A".repeat(43) + "=", request.text(), headers(request)))
        .isFalse();
    assertThat(
            believed(
                secret,
                request.text(),
                HttpHeaders.of(
                    Map.of(
                        "webhook-id", List.of(request.id()),
                        "webhook-timestamp", List.of("1614265330"),
                        "webhook-signature", List.of(request.header("webhook-signature"))),
                    (name, value) -> true)))
        .isFalse();
  }

  @Test
  void aFailedAndACancelledVideoAreTold() {
    TestClient caller = gateway.newTenant();
    endpoint(caller, "video.failed");
    String failed = gateway.accepted(caller, "{\"prompt\":\"[sandbox: fail=moderation]\"}");
    gateway.finished(caller, failed);
    String cancelled = gateway.accepted(caller, "{\"prompt\":\"[sandbox: delay=8s]\"}");
    assertThat(caller.post("/v1/videos/" + cancelled + "/cancel", null).status()).isEqualTo(200);
    gateway.finished(caller, gateway.accepted(caller, LANTERN));
    gateway.finished(caller, cancelled);

    await().atMost(PATIENCE).until(() -> receiver.requests().size() == 2);
    assertThat(receiver.requests()).allMatch(each -> each.type().equals("video.failed"));
    assertThat(receiver.requests())
        .extracting(Receiver.Request::videoId)
        .contains(failed, cancelled);
  }

  @Test
  void everyStepIsToldWhereItIsAskedFor() {
    TestClient caller = gateway.newTenant();
    endpoint(caller, "video.queued", "video.in_progress", "video.progress", "video.completed");
    String id = gateway.accepted(caller, LANTERN);
    gateway.finished(caller, id);

    await()
        .atMost(PATIENCE)
        .until(() ->
            receiver.requests().stream().anyMatch(each -> each.type().equals("video.completed")));
    await().atMost(PATIENCE).until(() -> receiver.requests().size() >= 5);
    List<Receiver.Request> inOrder =
        receiver.requests().stream()
            .sorted((one, other) ->
                Integer.compare(
                    one.json().required("sequence").asInt(),
                    other.json().required("sequence").asInt()))
            .toList();
    assertThat(inOrder)
        .extracting(Receiver.Request::type)
        .containsExactly(
            "video.queued",
            "video.in_progress",
            "video.progress",
            "video.progress",
            "video.completed");
    assertThat(inOrder.stream().map(each -> each.json().required("sequence").asInt()).distinct())
        .hasSize(5);
    assertThat(inOrder.stream().map(Receiver.Request::id).distinct()).hasSize(5);
    assertThat(inOrder).allMatch(each -> each.videoId().equals(id));
  }

  @Test
  void aCallbackUrlHearsTheEndUnderTheTenantsSecret() throws Exception {
    TestClient caller = gateway.newTenant();
    String secret =
        caller
            .post("/v1/webhook_endpoints/callback_url/rotate_secret", null)
            .text("signing_secret");
    String id =
        gateway.accepted(
            caller,
            "{\"prompt\":\"A lantern\",\"callback_url\":\"%s?video=1&key=geheim\"}"
                .formatted(receiver.url()));
    gateway.finished(caller, id);

    Receiver.Request request = one();

    assertThat(request.path()).isEqualTo("/hooks?video=1&key=geheim");
    assertThat(request.videoId()).isEqualTo(id);
    new Webhook(secret).verify(request.text(), headers(request));
    JsonNode delivery = caller.get("/v1/webhook_deliveries").json().required("data").required(0);
    assertThat(delivery.required("video_id").asString()).isEqualTo(id);
    assertThat(delivery.required("endpoint_id").isNull()).isTrue();
    assertThat(caller.get("/v1/webhook_endpoints").json().required("data").isEmpty()).isTrue();
  }

  @Test
  void nobodyHearsOfTheVideosOfOthers() {
    TestClient caller = gateway.newTenant();
    endpoint(caller, "video.completed");
    TestClient other = gateway.newTenant();
    gateway.finished(other, gateway.accepted(other, LANTERN));
    String own = gateway.accepted(caller, LANTERN);
    gateway.finished(caller, own);

    assertThat(one().videoId()).isEqualTo(own);
    assertThat(other.get("/v1/webhook_deliveries").json().required("data").isEmpty()).isTrue();
  }

  @Test
  void whileASecretIsRotatedBothAreGood() throws Exception {
    TestClient caller = gateway.newTenant();
    Answer made = endpoint(caller, "video.completed");
    String rotate = "/v1/webhook_endpoints/" + made.text("id") + "/rotate_secret";
    String second = caller.post(rotate, null).text("signing_secret");
    gateway.finished(caller, gateway.accepted(caller, LANTERN));

    Receiver.Request both = one();
    assertThat(both.header("webhook-signature").split(" ")).hasSize(2);
    new Webhook(second).verify(both.text(), headers(both));
    new Webhook(made.text("signing_secret")).verify(both.text(), headers(both));
    unwrapped(both, second);

    String third =
        caller
            .post(rotate, "{\"keep_old_secret_active_for_24_hours\":false}")
            .text("signing_secret");
    receiver.requests().clear();
    gateway.finished(caller, gateway.accepted(caller, LANTERN));
    Receiver.Request alone = one();
    assertThat(alone.header("webhook-signature").split(" ")).hasSize(1);
    new Webhook(third).verify(alone.text(), headers(alone));
    assertThat(believed(second, alone.text(), headers(alone))).isFalse();
  }

  private Answer endpoint(TestClient caller, String... types) {
    String list = List.of(types).stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    Answer answer =
        caller.post(
            "/v1/webhook_endpoints",
            "{\"url\":\"%s\",\"event_types\":%s}".formatted(receiver.url(), list));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }

  private Receiver.Request one() {
    await().atMost(PATIENCE).until(() -> !receiver.requests().isEmpty());
    assertThat(receiver.requests()).hasSize(1);
    return receiver.requests().getFirst();
  }

  private static boolean believed(String secret, String body, HttpHeaders headers) {
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  private static HttpHeaders headers(Receiver.Request request) {
    return HttpHeaders.of(
        request.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))),
        (name, value) -> true);
  }

  private static UnwrapWebhookEvent unwrapped(Receiver.Request request, String secret) {
    OpenAIClient client = OpenAIOkHttpClient.builder().apiKey("unused").build();
    Headers.Builder headers = Headers.builder();
    request.headers().forEach(headers::put);
    return client
        .webhooks()
        .unwrap(
            WebhookVerificationParams.builder()
                .payload(request.text())
                .headers(headers.build())
                .secret(secret)
                .build());
  }
}
