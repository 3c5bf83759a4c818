package io.reelgate.video.request.value;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// {@code input_reference}: one URL, bare or as {@code {"image_url": …}}; canonical is the object.
public record SingleReference() implements ValueReader {
  private static final Members MEMBERS =
      new Members(Map.of("image_url", new MediaLink(), "file_id", new FileId()));

  @Override
  public JsonNode read(Input sent) {
    Input input = single(sent.structured());
    if (input.text().isPresent()) {
      return Input.NODES.objectNode().set("image_url", Link.MEDIA.read(input));
    }
    JsonNode url = MEMBERS.read(input).get("image_url");
    if (url == null) {
      throw input.missing("image_url");
    }
    return Input.NODES.objectNode().set("image_url", url.get("url"));
  }

  private static Input single(Input input) {
    if (!input.node().isArray()) {
      return input;
    }
    if (input.node().size() != 1) {
      throw input.invalid("takes exactly one reference; several go into input_references");
    }
    return input.element(0).structured();
  }
}
