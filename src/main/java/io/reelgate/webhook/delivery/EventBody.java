package io.reelgate.webhook.delivery;

import io.reelgate.webhook.EventType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes events: the one time that their bytes are made.
@Component
class EventBody {
  /// Of a whole event.
  static final int MOST_BYTES = 20 * 1024;

  /// Around the data.
  static final int ENVELOPE_BYTES = 256;

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final JsonMapper mapper;

  EventBody(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /// @param createdAt of the database clock
  /// @param sequence its place among the events of one video
  String of(String id, EventType type, Instant createdAt, int sequence, JsonNode data) {
    return mapper
        .createObjectNode()
        .put("id", id)
        .put("object", "event")
        .put("created_at", createdAt.getEpochSecond())
        .put("type", type.word())
        .put("sequence", sequence)
        .set("data", data)
        .toString();
  }

  /// As OpenRouter has it: the id and the place are not part of it.
  ///
  /// @param createdAt of the database clock
  String openRouter(String type, Instant createdAt, JsonNode data) {
    return mapper
        .createObjectNode()
        .put("type", type)
        .put("created_at", MILLISECONDS.format(createdAt))
        .set("data", data)
        .toString();
  }
}
