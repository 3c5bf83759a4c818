package io.reelgate.video.request;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.video.request.body.Path;
import io.reelgate.video.request.body.StrictJson;
import io.reelgate.video.request.value.Input;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Fields that come as headers, for SDKs that drop body fields they do not know.
final class HeaderTwins {
  private static final String OPTIONS = "X-Gateway-Options";
  private static final String MAX_COST = "X-Gateway-Max-Cost";
  private static final int MAX_LENGTH = 8 * 1024;

  private HeaderTwins() {}

  /// The fields of {@code X-Gateway-Options}.
  static Optional<Input> options(HttpServletRequest request) {
    return header(request, OPTIONS).map(HeaderTwins::object);
  }

  /// The value of {@code X-Gateway-Max-Cost}.
  static Optional<Input> maxCost(HttpServletRequest request) {
    return header(request, MAX_COST)
        .map(text ->
            new Input(
                JsonNodeFactory.instance.stringNode(text), Path.BODY.member(MAX_COST), false));
  }

  private static Input object(String text) {
    Path path = Path.BODY.member(OPTIONS);
    JsonNode node = StrictJson.read(text, path, ProblemCode.INVALID_VALUE);
    if (!node.isObject()) {
      throw malformed(OPTIONS);
    }
    return new Input(node, path, false);
  }

  private static Optional<String> header(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    String value = values.getFirst().strip();
    boolean ascii = value.chars().allMatch(each -> each >= ' ' && each < 0x7F);
    if (values.size() > 1 || !ascii || value.length() > MAX_LENGTH) {
      throw malformed(name);
    }
    return Optional.of(value);
  }

  private static ProblemException malformed(String name) {
    return Path.BODY
        .member(name)
        .invalid(
            name.equals(OPTIONS)
                ? "must be one JSON object in ASCII of at most 8192 characters, others written as"
                    + " \\uXXXX"
                : "must be given once, as a decimal number in ASCII");
  }
}
