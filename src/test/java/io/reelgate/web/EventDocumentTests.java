package io.reelgate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.webhook.EventType;
import io.reelgate.webhook.Receiver;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// That receivers are sent what the API document says under webhooks and callbacks.
@GatewayTest
class EventDocumentTests {
  private static final Set<String> TOLD_OF_A_VIDEO =
      Set.of("video.queued", "video.in_progress", "video.progress", "video.completed");

  @Autowired private TestGateway gateway;
  @AutoClose private final Receiver receiver = Receiver.start();
  private ApiDocument document = new ApiDocument(MissingNode.getInstance());

  @BeforeEach
  void read() {
    document = new ApiDocument(gateway.anonymous().get("/v3/api-docs").json());
  }

  @Test
  void everyTypeOfEventIsAWebhookWithAnExampleThatFits() {
    JsonNode webhooks = document.json().required("webhooks");

    assertThat(webhooks.propertyNames()).containsExactlyElementsOf(EventType.words());
    for (String type : EventType.words()) {
      JsonNode content = content(webhook(type));
      JsonNode example = content.required("examples").required(type).required("value");
      assertThat(example.required("type").asString()).isEqualTo(type);
      assertThat(document.faults(content.required("schema"), example)).as(type).isEmpty();
    }
  }

  @Test
  void eventsOfAVideoFit() {
    TestClient caller = gateway.newTenant();
    register(caller);
    gateway.finished(caller, gateway.accepted(caller, "{\"prompt\":\"A lantern\"}"));
    gateway.finished(
        caller, gateway.accepted(caller, "{\"prompt\":\"No [sandbox: fail=moderation]\"}"));

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> types().containsAll(TOLD_OF_A_VIDEO) && types().contains("video.failed"));
    receiver.requests().forEach(request -> assertFits(webhook(request.type()), request));
  }

  @Test
  void anEventThatIsCutFits() {
    TestClient caller = gateway.newTenant();
    register(caller);
    String body = "{\"prompt\":\"%s\"}".formatted("lantern ".repeat(3000));
    gateway.finished(caller, gateway.accepted(caller, body));

    await().atMost(Duration.ofSeconds(20)).until(() -> types().contains("video.completed"));
    assertThat(receiver.requests())
        .allSatisfy(request -> assertFits(webhook(request.type()), request))
        .anyMatch(request -> request.json().at("/data/prompt").isNull());
  }

  @Test
  void testEventsFit() {
    TestClient caller = gateway.newTenant();
    String id = register(caller);
    for (String type : EventType.words()) {
      String body = "{\"event_type\":\"%s\"}".formatted(type);
      caller.post("/v1/webhook_endpoints/" + id + "/test", body);
    }

    assertThat(types()).containsExactlyInAnyOrderElementsOf(EventType.words());
    receiver.requests().forEach(request -> assertFits(webhook(request.type()), request));
  }

  @Test
  void whatMakesAVideoCallsBack() {
    List<String> calling =
        document.routes().stream()
            .filter(route -> route.operation().has("callbacks"))
            .map(ApiDocument.Route::toString)
            .toList();
    TestClient caller = gateway.newTenant();
    String body = "{\"prompt\":\"A lantern\",\"callback_url\":\"%s\"}".formatted(receiver.url());
    gateway.finished(caller, gateway.accepted(caller, body));

    await().atMost(Duration.ofSeconds(20)).until(() -> !receiver.requests().isEmpty());
    assertFits(callback("VideoEnded"), receiver.requests().getFirst());
    assertThat(calling)
        .containsExactlyInAnyOrder(
            "POST /v1/videos",
            "POST /v1/videos/generations",
            "POST /v1/videos/edits",
            "POST /v1/videos/extensions",
            "POST /v1/videos/{id}/remix");
    document
        .routes()
        .forEach(route ->
            route
                .operation()
                .path("callbacks")
                .forEach(each ->
                    assertThat(document.resolved(each).propertyNames())
                        .containsExactly("{$request.body#/callback_url}")));
  }

  @Test
  void itsOtherFormatFits() {
    JsonNode operation = callback("VideoEndedOpenRouter");
    JsonNode content = content(operation);
    TestClient caller = gateway.newTenant();
    for (String prompt : List.of("A lantern", "No [sandbox: fail=moderation]")) {
      String body =
          "{\"prompt\":\"%s\",\"callback_url\":\"%s\",\"callback_format\":\"openrouter\"}"
              .formatted(prompt, receiver.url());
      gateway.finished(caller, gateway.accepted(caller, body));
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> receiver.requests().size() == 2);
    receiver.requests().forEach(request -> assertFits(operation, request));
    JsonNode example = content.required("examples").iterator().next().required("value");
    assertThat(document.faults(content.required("schema"), example)).isEmpty();
    assertThat(document.json().at("/components/schemas/OpenRouterVideo/properties").propertyNames())
        .containsAll(properties("unsigned_urls"))
        .containsAll(properties("error"));
  }

  /// Of the video that was told with this property.
  private Collection<String> properties(String having) {
    return receiver.requests().stream()
        .map(request -> request.json().required("data"))
        .filter(data -> data.has(having))
        .findFirst()
        .orElseThrow()
        .propertyNames();
  }

  private JsonNode callback(String name) {
    return document
        .json()
        .at("/components/callbacks/%s/{$request.body#~1callback_url}/post".formatted(name));
  }

  private String register(TestClient caller) {
    String types =
        EventType.words().stream()
            .map(word -> "\"" + word + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    String body = "{\"url\":\"%s\",\"event_types\":%s}".formatted(receiver.url(), types);
    return caller.post("/v1/webhook_endpoints", body).text("id");
  }

  private Set<String> types() {
    return receiver.requests().stream().map(Receiver.Request::type).collect(Collectors.toSet());
  }

  private JsonNode webhook(String type) {
    return document.json().required("webhooks").required(type).required("post");
  }

  private static JsonNode content(JsonNode operation) {
    return operation.at("/requestBody/content/application~1json");
  }

  private void assertFits(JsonNode operation, Receiver.Request request) {
    JsonNode schema = content(operation).required("schema");
    assertThat(document.faults(schema, request.json())).as(request.text()).isEmpty();
    for (JsonNode header : operation.required("parameters")) {
      String name = header.required("name").asString();
      assertThat(request.header(name.toLowerCase(Locale.ROOT))).as(name).isNotEmpty();
    }
  }
}
