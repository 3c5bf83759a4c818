package io.reelgate.video.request.value;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// {@code video}: the clip to edit or extend, by the id of a video or by URL.
public record Source() implements ValueReader {
  private static final Text ID = new Text(100);
  private static final Members MEMBERS =
      new Members(Map.of("id", ID, "url", Link.MEDIA, "file_id", new FileId()));

  @Override
  public JsonNode read(Input sent) {
    Input input = sent.structured();
    if (input.text().isPresent()) {
      return bare(input, input.node().stringValue());
    }
    JsonNode source = MEMBERS.read(input);
    if (source.size() != 1) {
      throw input.invalid("must have exactly one of id, url");
    }
    return source;
  }

  private static ObjectNode bare(Input input, String text) {
    boolean url = text.contains("://") || Link.startsWith(text, "data:");
    return url
        ? Input.NODES.objectNode().set("url", Link.MEDIA.read(input))
        : Input.NODES.objectNode().set("id", ID.read(input));
  }
}
