package io.reelgate.webhook;

import io.reelgate.video.VideoExamples;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.callbacks.Callback;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells in the API document what receivers are sent: one webhook per type of event, and the
/// callback of each operation that takes a {@code callback_url}.
@Component
@Order(0)
class WebhookDocument implements OpenApiCustomizer {
  private static final String ENDED = "VideoEnded";
  private static final String ENDED_OPENROUTER = "VideoEndedOpenRouter";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public void customise(OpenAPI api) {
    EventSchemas.addTo(api.getComponents());
    OpenRouterDocument.addSchemasTo(api.getComponents());
    api.addTagsItem(EventOperations.EVENTS);
    for (EventType type : EventType.values()) {
      Operation operation =
          delivery(type)
              .operationId("receive" + EventWords.joined(type))
              .summary(EventWords.summary(type))
              .description(EventWords.description(type));
      api.addWebhooks(type.word(), new PathItem().post(operation));
    }
    api.getComponents().addCallbacks(ENDED, callback(standard()));
    api.getComponents().addCallbacks(ENDED_OPENROUTER, callback(openRouter()));
    api.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .filter(WebhookDocument::makesVideo)
        .forEach(operation ->
            operation
                .addCallback("videoEnded", reference(ENDED))
                .addCallback("videoEndedOpenRouter", reference(ENDED_OPENROUTER)));
  }

  private static boolean makesVideo(Operation operation) {
    return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
        .anyMatch(parameter -> "Idempotency-Key".equals(parameter.getName()));
  }

  private static Callback reference(String name) {
    return new Callback().$ref("#/components/callbacks/" + name);
  }

  private static Callback callback(Operation operation) {
    return new Callback()
        .addPathItem("{$request.body#/callback_url}", new PathItem().post(operation));
  }

  private static Operation standard() {
    return delivery(EventType.VIDEO_COMPLETED)
        .operationId("receiveVideoEnded")
        .summary("A video has ended")
        .description(
            "video.completed or video.failed, for the callback_url of the request; signed with"
                + " the secret of POST /v1/webhook_endpoints/callback_url/rotate_secret.");
  }

  private static Operation openRouter() {
    return OpenRouterDocument.delivery()
        .operationId("receiveVideoEndedOpenRouter")
        .summary("A video has ended, in OpenRouter's format")
        .description(
            "Instead of the other where the request's callback_format is openrouter; signed with"
                + " the current one of the same secrets.");
  }

  private static Operation delivery(EventType type) {
    return EventOperations.of(
            EventSchemas.reference(type), type.word(), new Example().value(example(type)))
        .addParametersItem(
            EventOperations.header(
                "webhook-id",
                "The event's id, the same in every try: keep it.",
                new StringSchema()))
        .addParametersItem(
            EventOperations.header(
                "webhook-timestamp",
                "Unix seconds of this try; refuse what is older than five minutes.",
                new IntegerSchema().format("int64")))
        .addParametersItem(
            EventOperations.header(
                "webhook-signature",
                "v1, and the base64 of HMAC-SHA256 over id, timestamp and body, joined by dots, after"
                    + " Standard Webhooks; several with a space between while a secret is replaced.",
                new StringSchema()));
  }

  private static Map<String, Object> example(EventType type) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("id", "evt_01k9zq9d5w3b7h2n4p6r8t0v1x");
    event.put("object", "event");
    event.put("created_at", 1795190497);
    event.put("type", type.word());
    event.put("sequence", 6);
    event.put("data", JSON.readValue(data(type), Map.class));
    return event;
  }

  private static String data(EventType type) {
    return switch (type) {
      case VIDEO_COMPLETED -> VideoExamples.COMPLETED;
      case VIDEO_FAILED -> VideoExamples.FAILED;
      case VIDEO_QUEUED -> VideoExamples.QUEUED;
      case VIDEO_IN_PROGRESS, VIDEO_PROGRESS -> VideoExamples.CANCELLING;
      case ENDPOINT_DISABLED ->
          """
          {"id": "whe_01k9zq4v7m2c8x5t3r6w0d1e2f", "object": "webhook_endpoint", "name": "studio",
           "enabled": false, "disabled_reason": "failing"}
          """;
    };
  }
}
