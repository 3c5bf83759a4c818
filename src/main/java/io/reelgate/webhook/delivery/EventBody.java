package io.reelgate.webhook.delivery;

import io.reelgate.webhook.EventType;
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

  private final JsonMapper mapper;

  EventBody(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /// @param createdAt Unix seconds of the database clock
  /// @param sequence its place among the events of one video
  String of(String id, EventType type, long createdAt, int sequence, JsonNode data) {
    return mapper
        .createObjectNode()
        .put("id", id)
        .put("object", "event")
        .put("created_at", createdAt)
        .put("type", type.word())
        .put("sequence", sequence)
        .set("data", data)
        .toString();
  }
}
