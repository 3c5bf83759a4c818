package io.reelgate.video.request.value;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Per provider slug an object that is handed to that provider as it is.
public record Options() implements ValueReader {
  private static final String EXPECTED =
      "must be an object that maps provider slugs to objects of options";

  @Override
  public JsonNode read(Input sent) {
    Input input = sent.structured();
    if (!input.node().isObject()) {
      throw input.invalid(EXPECTED);
    }
    ObjectNode options = Input.NODES.objectNode();
    for (Map.Entry<String, JsonNode> each : input.node().properties()) {
      Input provider = input.member(each.getKey()).structured();
      if (provider.node().isNull()) {
        continue;
      }
      if (each.getKey().isBlank() || !provider.node().isObject()) {
        throw provider.invalid(EXPECTED);
      }
      options.set(each.getKey(), provider.node());
    }
    return options;
  }
}
