package io.reelgate.webhook;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What an event looks like, for the API document. Its video is the API's, of which less may be
/// there: a large one is cut, and a test event tells of nothing.
@SuppressWarnings({"rawtypes", "unchecked"}) // the library hands out raw schemas
final class EventSchemas {
  static final String VIDEO_EVENT = "VideoEvent";
  static final String ENDPOINT_EVENT = "EndpointDisabledEvent";

  private static final String VIDEO = "Video";
  private static final String OUTPUT = "VideoOutput";
  private static final String EVENT_VIDEO = "EventVideo";
  private static final String EVENT_OUTPUT = "EventVideoOutput";
  private static final String EVENT_ENDPOINT = "EventEndpoint";
  private static final String PREFIX = "#/components/schemas/";

  private EventSchemas() {}

  static void addTo(Components components) {
    Schema output = part(known(components, OUTPUT), List.of("index"));
    output.setDescription("A finished file; in a large event only its number.");
    components.addSchemas(EVENT_OUTPUT, output);
    Schema video = part(known(components, VIDEO), List.of("id", "object", "status"));
    video.setDescription(
        "The video as it was at the event, with links that live longer. An event of more than 20"
            + " KB has null for the texts of the caller, then only the numbers of the outputs. A"
            + " test event has id, object and status alone.");
    video.getProperties().put("outputs", outputs());
    components.addSchemas(EVENT_VIDEO, video);
    components.addSchemas(EVENT_ENDPOINT, endpoint());
    components.addSchemas(
        VIDEO_EVENT, event("Something happened to a video.", videoTypes(), EVENT_VIDEO));
    components.addSchemas(
        ENDPOINT_EVENT,
        event(
            "Another endpoint of the tenant was disabled.",
            List.of(EventType.ENDPOINT_DISABLED.word()),
            EVENT_ENDPOINT));
  }

  static String reference(EventType type) {
    return PREFIX + (type == EventType.ENDPOINT_DISABLED ? ENDPOINT_EVENT : VIDEO_EVENT);
  }

  private static Schema<?> known(Components components, String name) {
    return Objects.requireNonNull(components.getSchemas().get(name), name);
  }

  private static List<String> videoTypes() {
    return Arrays.stream(EventType.values())
        .filter(type -> type != EventType.ENDPOINT_DISABLED)
        .map(EventType::word)
        .toList();
  }

  private static Schema part(Schema<?> whole, List<String> required) {
    Schema part = object();
    part.setProperties(new LinkedHashMap<>(whole.getProperties()));
    part.setRequired(new ArrayList<>(required));
    return part;
  }

  private static Schema outputs() {
    Schema outputs = new ArraySchema().items(new Schema<>().$ref(PREFIX + EVENT_OUTPUT));
    outputs.setDescription("The finished files, numbered from 0; empty before.");
    return outputs;
  }

  private static Schema endpoint() {
    Schema endpoint = object();
    endpoint.setDescription("The disabled endpoint; a test event has id and object alone.");
    endpoint.addProperty("id", text("Its id.").example("whe_01k9zq4v7m2c8x5t3r6w0d1e2f"));
    endpoint.addProperty("object", words("The word webhook_endpoint.", "webhook_endpoint"));
    endpoint.addProperty("name", text("What the tenant calls it.").example("studio"));
    endpoint.addProperty("enabled", new BooleanSchema().description("Always false."));
    endpoint.addProperty("disabled_reason", text("Why: gone or failing.").example("failing"));
    endpoint.setRequired(List.of("id", "object"));
    return endpoint;
  }

  private static Schema event(String description, List<String> types, String data) {
    Schema event = object();
    event.setDescription(description + " Its id and bytes are the same in every try.");
    event.addProperty(
        "id", text("The same as webhook-id.").example("evt_01k9zq9d5w3b7h2n4p6r8t0v1x"));
    event.addProperty("object", words("The word event.", "event"));
    event.addProperty(
        "created_at", new IntegerSchema().format("int64").description("Unix seconds."));
    event.addProperty("type", words("What happened.", types.toArray(String[]::new)));
    event.addProperty(
        "sequence",
        new IntegerSchema()
            .minimum(BigDecimal.ONE)
            .description("Its place among the events of its video; a later one has a higher."));
    event.addProperty(
        "data", new Schema<>().$ref(PREFIX + data).description("What it happened to."));
    event.setRequired(List.of("id", "object", "created_at", "type", "sequence", "data"));
    return event;
  }

  private static Schema object() {
    Schema schema = new Schema<>();
    schema.setTypes(Set.of("object"));
    return schema;
  }

  private static Schema text(String description) {
    return new StringSchema().description(description);
  }

  private static Schema words(String description, String... words) {
    return new StringSchema()._enum(List.of(words)).description(description);
  }
}
