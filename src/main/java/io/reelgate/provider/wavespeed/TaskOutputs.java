package io.reelgate.provider.wavespeed;

import io.reelgate.provider.Output;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds result URLs in any of the shapes that are known; what is no web URL is left out.
final class TaskOutputs {
  private static final int MAX_LENGTH = 8_192;

  private TaskOutputs() {}

  static List<Output> of(@Nullable JsonNode outputs) {
    if (outputs == null) {
      return List.of();
    }
    Stream<JsonNode> each = outputs.isArray() ? outputs.valueStream() : Stream.of(outputs);
    return each.map(one -> one.isObject() ? one.path("url") : one)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(TaskOutputs::isWebUrl)
        .map(Output::new)
        .toList();
  }

  private static boolean isWebUrl(String text) {
    try {
      URI url = new URI(text);
      return text.length() <= MAX_LENGTH
          && url.getHost() != null
          && ("https".equalsIgnoreCase(url.getScheme())
              || "http".equalsIgnoreCase(url.getScheme()));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
