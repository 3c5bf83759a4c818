package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as callers may send it. Refuses duplicate names, deep nesting, oversized texts and numbers,
/// what cannot be stored, and anything behind the value; always says where, never quotes what.
public final class StrictJson {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_STRING = 100_000;
  private static final int MAX_EXPONENT = 308;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + 1) // one more, so that our own check speaks first
                  .maxStringLength(MAX_STRING)
                  .maxNumberLength(64)
                  .maxNameLength(1_000)
                  .build())
          .build();

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /// Reads one JSON value.
  ///
  /// @param root where the text came from; paths in errors begin there
  /// @param malformed the problem of a text that is no JSON
  public static JsonNode read(String text, Path root, ProblemCode malformed) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new StrictJson(parser).whole(root, malformed);
    } catch (StreamConstraintsException limit) {
      throw root.problem(
          malformed, "has a name or number that is too long" + at(limit.getLocation()));
    } catch (JacksonException broken) {
      throw root.problem(malformed, "is not valid JSON" + at(broken.getLocation()));
    }
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  private JsonNode whole(Path root, ProblemCode malformed) {
    if (parser.nextToken() == null) {
      throw root.problem(malformed, "is empty");
    }
    JsonNode value = value(root, 0);
    if (parser.nextToken() != null) {
      throw root.problem(
          malformed, "goes on after its JSON value" + at(parser.currentTokenLocation()));
    }
    return value;
  }

  private JsonNode value(Path path, int depth) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(path, deeper(path, depth));
      case START_ARRAY -> array(path, deeper(path, depth));
      case VALUE_STRING -> NODES.stringNode(string(path));
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal(path);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value at " + parser.currentToken());
    };
  }

  private int deeper(Path path, int depth) {
    if (depth == MAX_DEPTH) {
      throw ProblemCode.INVALID_JSON.problem(
          path.param(),
          "JSON may be nested " + MAX_DEPTH + " levels deep" + at(parser.currentTokenLocation()));
    }
    return depth + 1;
  }

  private ObjectNode object(Path path, int depth) {
    ObjectNode node = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Path member = path.member(name);
      Texts.check(name, member);
      if (node.has(name)) {
        throw member.problem(
            ProblemCode.INVALID_JSON, "is given twice" + at(parser.currentTokenLocation()));
      }
      parser.nextToken();
      node.set(name, value(member, depth));
    }
    return node;
  }

  private ArrayNode array(Path path, int depth) {
    ArrayNode node = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      node.add(value(path.element(node.size()), depth));
    }
    return node;
  }

  private String string(Path path) {
    String text;
    try {
      text = parser.getString();
    } catch (StreamConstraintsException _) {
      throw tooLong(path);
    }
    Texts.check(text, path);
    return text;
  }

  private static ProblemException tooLong(Path path) {
    return path.invalid(
        "is too long: no text may have more than 100000 characters, a prompt 32000");
  }

  private BigDecimal exact(Path path) {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException _) { // an exponent that not even a BigDecimal can hold
      throw beyond(path);
    }
  }

  private static ProblemException beyond(Path path) {
    return path.invalid("is a number beyond every range");
  }

  private JsonNode integer() {
    return switch (parser.getNumberType()) {
      case INT, LONG -> NODES.numberNode(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private JsonNode decimal(Path path) {
    BigDecimal number = exact(path);
    long exponent = (long) number.precision() - number.scale();
    if (Math.abs(exponent) > MAX_EXPONENT || Math.abs((long) number.scale()) > MAX_EXPONENT) {
      throw beyond(path);
    }
    return NODES.numberNode(number);
  }
}
