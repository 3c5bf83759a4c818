package io.reelgate.video.request.value;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.video.request.body.Path;
import io.reelgate.video.request.body.StrictJson;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A value as the caller sent it, and where.
///
/// @param form whether it comes from a form, where every leaf is a text
public record Input(JsonNode node, Path path, boolean form) {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,19})?");

  public Input member(String name) {
    JsonNode member = node.get(name);
    return new Input(member == null ? NODES.nullNode() : member, path.member(name), form);
  }

  Input element(int index) {
    return new Input(node.get(index), path.element(index), form);
  }

  /// For fields that are objects or arrays: in a form they may come as JSON text.
  Input structured() {
    return form ? parsed() : this;
  }

  /// A text that begins like a JSON object or array, read as such.
  public Input parsed() {
    Optional<String> text = text().filter(it -> it.startsWith("{") || it.startsWith("["));
    return text.isEmpty()
        ? this
        : new Input(StrictJson.read(text.get(), path, ProblemCode.INVALID_JSON), path, false);
  }

  /// A text in the place of an array is its only element, as forms cannot tell the two apart.
  Input alone() {
    return node.isString() ? new Input(NODES.arrayNode().add(node), path, form) : this;
  }

  Optional<String> text() {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  String text(String expected) {
    return text().orElseThrow(() -> path.invalid("must be " + expected));
  }

  /// A number, or a text in decimal notation.
  Optional<BigDecimal> number() {
    if (node.isNumber()) {
      return Optional.of(node.decimalValue());
    }
    return text().filter(it -> NUMBER.matcher(it).matches()).map(BigDecimal::new);
  }

  ProblemException invalid(String words) {
    return path.invalid(words);
  }

  ProblemException missing(String name) {
    return path.member(name).problem(ProblemCode.MISSING_REQUIRED_PARAMETER, "is required");
  }

  ProblemException conflict(String words) {
    return path.problem(ProblemCode.CONFLICTING_PARAMETERS, words);
  }
}
