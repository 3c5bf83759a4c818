package io.reelgate.webhook;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// What a {@code callback_url} is sent in OpenRouter's format, for the API document.
@SuppressWarnings({"rawtypes", "unchecked"}) // the library hands out raw schemas
final class OpenRouterDocument {
  private static final String EVENT = "OpenRouterEvent";
  private static final String VIDEO = "OpenRouterVideo";
  private static final String PREFIX = "#/components/schemas/";
  private static final List<String> ENDS = List.of("completed", "failed", "cancelled", "expired");
  private static final String COMPLETED =
      """
      {"type": "video.generation.completed", "created_at": "2026-11-20T10:01:37.000Z",
       "data": {"id": "video_01k9zq4v7m2c8x5t3r6w0d1e2f", "status": "completed",
         "generation_id": "gen_01k9zq4v7m2c8x5t3r6w0d1e2f", "model": "seedance-2.0-mini",
         "unsigned_urls": ["https://videos.example.com/media/video_01k9zq4v7m2c8x5t3r6w0d1e2f/0"],
         "usage": {"cost": 0.6, "is_byok": false}}}
      """;

  private OpenRouterDocument() {}

  static void addSchemasTo(Components components) {
    components.addSchemas(EVENT, event());
    components.addSchemas(VIDEO, video());
  }

  static Operation delivery() {
    return EventOperations.of(
            PREFIX + EVENT,
            "video.generation.completed",
            new Example().value(JsonMapper.shared().readValue(COMPLETED, Map.class)))
        .addParametersItem(
            EventOperations.header(
                "X-OpenRouter-Idempotency-Key",
                "The video's id and how it ended, the same in every try: keep it.",
                new StringSchema()))
        .addParametersItem(
            EventOperations.header(
                "X-OpenRouter-Signature",
                "t=, the Unix seconds of this try, and v1=, the hex of HMAC-SHA256 over those"
                    + " seconds, a comma and the body, under the whole text of the secret.",
                new StringSchema()));
  }

  private static Schema event() {
    Schema event = object("A video has ended. Its bytes are the same in every try.");
    event.addProperty(
        "type", words("How it ended.", ENDS.stream().map(each -> "video.generation." + each)));
    event.addProperty(
        "created_at",
        new StringSchema().format("date-time").description("When it ended, in milliseconds."));
    event.addProperty("data", new Schema<>().$ref(PREFIX + VIDEO).description("Which one."));
    event.setRequired(List.of("type", "created_at", "data"));
    return event;
  }

  private static Schema video() {
    Schema video = object("A video that has ended; what is not known is left out.");
    video.addProperty("id", text("Its id.", "video_01k9zq4v7m2c8x5t3r6w0d1e2f"));
    video.addProperty("status", words("How it ended.", ENDS.stream()));
    video.addProperty(
        "generation_id", text("Its id in OpenRouter's form.", "gen_01k9zq4v7m2c8x5t3r6w0d1e2f"));
    video.addProperty("model", text("The model that was asked for.", "seedance-2.0-mini"));
    video.addProperty(
        "unsigned_urls",
        new ArraySchema()
            .items(new StringSchema().format("uri"))
            .description("Links to the finished files."));
    video.addProperty(
        "usage",
        new Schema<>()
            .$ref(PREFIX + "VideoUsage")
            .description("What it cost, once that is known."));
    video.addProperty("error", text("Why there is none.", "The prompt was refused."));
    video.setRequired(List.of("id", "status", "generation_id", "model"));
    return video;
  }

  private static Schema object(String description) {
    Schema schema = new Schema<>().description(description);
    schema.setTypes(Set.of("object"));
    return schema;
  }

  private static Schema text(String description, String example) {
    return new StringSchema().description(description).example(example);
  }

  private static Schema words(String description, Stream<String> words) {
    return new StringSchema()._enum(words.toList()).description(description);
  }
}
