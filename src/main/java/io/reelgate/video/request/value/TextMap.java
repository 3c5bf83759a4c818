package io.reelgate.video.request.value;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The caller's own names with the caller's own texts.
public record TextMap(int mostPairs, int mostName, int mostText) implements ValueReader {
  @Override
  public JsonNode read(Input sent) {
    Input input = sent.structured();
    JsonNode node = input.node();
    if (!node.isObject() || node.size() > mostPairs) {
      throw input.invalid("must be an object of at most " + mostPairs + " string pairs");
    }
    Text text = new Text(mostText);
    ObjectNode map = Input.NODES.objectNode();
    for (Map.Entry<String, JsonNode> pair : node.properties()) {
      String name = pair.getKey();
      if (name.isEmpty() || name.codePointCount(0, name.length()) > mostName) {
        throw input.invalid("may have keys of 1 to " + mostName + " characters");
      }
      if (input.member(name).text().filter(String::isEmpty).isPresent()) {
        map.put(name, "");
      } else {
        text.readIfPresent(input.member(name)).ifPresent(value -> map.set(name, value));
      }
    }
    return map;
  }
}
