package io.reelgate.video.request.value;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An object with known members, all optional here.
public record Members(Map<String, ValueReader> members) implements ValueReader {
  @Override
  public JsonNode read(Input sent) {
    Input input = sent.structured();
    if (!input.node().isObject()) {
      throw input.invalid("must be an object with the members " + Names.list(members.keySet()));
    }
    ObjectNode object = Input.NODES.objectNode();
    for (String name : input.node().propertyNames()) {
      ValueReader reader = members.get(name);
      if (reader == null) {
        throw Names.unknown(input.path().member(name), name, members.keySet());
      }
      reader.readIfPresent(input.member(name)).ifPresent(value -> object.set(name, value));
    }
    return object;
  }
}
