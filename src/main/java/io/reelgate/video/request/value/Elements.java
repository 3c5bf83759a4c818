package io.reelgate.video.request.value;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// An array of values of one type.
public record Elements(ValueReader element, int most) implements ValueReader {
  @Override
  public JsonNode read(Input sent) {
    Input input = sent.form() ? sent.structured().alone() : sent;
    if (!input.node().isArray() || input.node().size() > most) {
      throw input.invalid("must be an array of at most " + most + " elements");
    }
    ArrayNode array = Input.NODES.arrayNode();
    for (int index = 0; index < input.node().size(); index++) {
      Input each = input.element(index);
      array.add(element.readIfPresent(each).orElseThrow(() -> each.invalid("must not be null")));
    }
    return array;
  }
}
