package io.reelgate.webhook;

import io.reelgate.video.VideoExamples;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.callbacks.Callback;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
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
  private static final Tag EVENTS =
      new Tag()
          .name("events")
          .description("What receivers are sent; verify it before you trust it.");
  private static final String ENDED = "VideoEnded";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public void customise(OpenAPI api) {
    EventSchemas.addTo(api.getComponents());
    api.addTagsItem(EVENTS);
    for (EventType type : EventType.values()) {
      Operation operation =
          delivery(type)
              .operationId("receive" + EventWords.joined(type))
              .summary(EventWords.summary(type))
              .description(EventWords.description(type));
      api.addWebhooks(type.word(), new PathItem().post(operation));
    }
    api.getComponents().addCallbacks(ENDED, callback());
    api.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .filter(WebhookDocument::makesVideo)
        .forEach(operation ->
            operation.addCallback(
                "videoEnded", new Callback().$ref("#/components/callbacks/" + ENDED)));
  }

  private static boolean makesVideo(Operation operation) {
    return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
        .anyMatch(parameter -> "Idempotency-Key".equals(parameter.getName()));
  }

  private static Callback callback() {
    Operation operation =
        delivery(EventType.VIDEO_COMPLETED)
            .operationId("receiveVideoEnded")
            .summary("A video has ended")
            .description(
                "video.completed or video.failed, for the callback_url of the request; signed with"
                    + " the secret of POST /v1/webhook_endpoints/callback_url/rotate_secret."
                    + " callback_format tells of the other format.");
    return new Callback()
        .addPathItem("{$request.body#/callback_url}", new PathItem().post(operation));
  }

  private static Operation delivery(EventType type) {
    MediaType json =
        new MediaType()
            .schema(new Schema<>().$ref(EventSchemas.reference(type)))
            .addExamples(type.word(), new Example().value(example(type)));
    return new Operation()
        .addTagsItem(EVENTS.getName())
        .security(List.of())
        .addParametersItem(
            header(
                "webhook-id",
                "The event's id, the same in every try: keep it.",
                new StringSchema()))
        .addParametersItem(
            header(
                "webhook-timestamp",
                "Unix seconds of this try; refuse what is older than five minutes.",
                new IntegerSchema().format("int64")))
        .addParametersItem(
            header(
                "webhook-signature",
                "v1, and the base64 of HMAC-SHA256 over id, timestamp and body, joined by dots, after"
                    + " Standard Webhooks; several with a space between while a secret is replaced.",
                new StringSchema()))
        .requestBody(
            new RequestBody()
                .required(true)
                .description("The event.")
                .content(new Content().addMediaType("application/json", json)))
        .responses(answers());
  }

  private static Parameter header(String name, String description, Schema<?> schema) {
    return new HeaderParameter().name(name).required(true).description(description).schema(schema);
  }

  private static ApiResponses answers() {
    return new ApiResponses()
        .addApiResponse("2XX", new ApiResponse().description("It has arrived."))
        .addApiResponse("410", new ApiResponse().description("Never again: disables the endpoint."))
        .addApiResponse("default", new ApiResponse().description("It is sent again later."));
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
