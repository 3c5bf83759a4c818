package io.reelgate.video.request.value;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One element of {@code frame_images}.
public record Frame() implements ValueReader {
  private static final Members MEMBERS =
      new Members(
          Map.of(
              "type",
              Word.of("image_url"),
              "image_url",
              new MediaLink(),
              "file_id",
              new FileId(),
              "frame_type",
              Word.of("first_frame", "last_frame")));

  @Override
  public JsonNode read(Input sent) {
    Input input = sent.structured();
    ObjectNode frame = (ObjectNode) MEMBERS.read(input);
    if (!frame.has("image_url")) {
      throw input.missing("image_url");
    }
    if (!frame.has("frame_type")) {
      throw input.missing("frame_type");
    }
    return frame.put("type", "image_url");
  }
}
