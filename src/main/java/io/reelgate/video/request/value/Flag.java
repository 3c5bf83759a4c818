package io.reelgate.video.request.value;

import tools.jackson.databind.JsonNode;

/// True or false, as a boolean or as that word.
public record Flag() implements ValueReader {
  @Override
  public JsonNode read(Input input) {
    if (input.node().isBoolean()) {
      return input.node();
    }
    return switch (input.text("true or false")) {
      case "true" -> Input.NODES.booleanNode(true);
      case "false" -> Input.NODES.booleanNode(false);
      default -> throw input.invalid("must be true or false");
    };
  }
}
