package io.reelgate.video.request.value;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A URL as a string or as {@code {"url": …}}; canonical is the object.
record MediaLink() implements ValueReader {
  private static final Members MEMBERS = new Members(Map.of("url", Link.MEDIA));

  @Override
  public JsonNode read(Input sent) {
    Input input = sent.structured();
    if (input.text().isPresent()) {
      return Input.NODES.objectNode().set("url", Link.MEDIA.read(input));
    }
    JsonNode object = MEMBERS.read(input);
    if (!object.has("url")) {
      throw input.missing("url");
    }
    return object;
  }
}
