package io.reelgate.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How a true answer is spoilt on its way, the same on every wire.
public enum Spoil {
  /// Stops half way.
  TRUNCATED,
  /// Success without a body.
  EMPTY,
  /// Byte by byte.
  SLOW,
  /// Another address is named in its place.
  REDIRECT,
  /// Every value in it is null.
  NULLS,
  /// Every value in it has another type than it should.
  WRONG_TYPES,
  /// Ten megabytes of white space come first.
  HUGE,
  /// The body of a success stands under status 500.
  CONTRADICTION;

  private static final int TEN_MEGABYTES = 10_000_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// The kind that a script calls by the word.
  static Optional<Spoil> of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
        .findFirst();
  }

  Answer of(Answer good, Duration trickle) {
    return switch (this) {
      case TRUNCATED -> good.delivered(new Answer.Delivery.Truncated());
      case EMPTY -> good.empty();
      case SLOW -> good.delivered(new Answer.Delivery.Trickling(trickle));
      case REDIRECT -> Answer.redirect(307, "/sandbox/elsewhere");
      case NULLS -> good.saying(body -> values(body, leaf -> NODES.nullNode()));
      case WRONG_TYPES -> good.saying(body -> values(body, Spoil::wrapped));
      case HUGE -> good.after(" ".repeat(TEN_MEGABYTES).getBytes(StandardCharsets.US_ASCII));
      case CONTRADICTION -> good.under(500);
    };
  }

  private static JsonNode wrapped(JsonNode leaf) {
    return NODES.objectNode().set("is", NODES.arrayNode().add(leaf));
  }

  private static JsonNode values(JsonNode node, UnaryOperator<JsonNode> change) {
    if (node.isObject()) {
      ObjectNode object = NODES.objectNode();
      node.properties().forEach(each -> object.set(each.getKey(), values(each.getValue(), change)));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(each -> array.add(values(each, change)));
      return array;
    }
    return change.apply(node);
  }
}
