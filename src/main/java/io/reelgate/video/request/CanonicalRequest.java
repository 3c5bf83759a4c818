package io.reelgate.video.request;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.video.request.body.Path;
import io.reelgate.video.request.value.Input;
import io.reelgate.video.request.value.Names;
import io.reelgate.video.request.value.ValueReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One request while it is put together: canonical names with canonical values, and for each the
/// name under which the caller knows it.
final class CanonicalRequest {
  private final ObjectNode values = JsonNodeFactory.instance.objectNode();
  private final Map<String, Path> written = new HashMap<>();
  private final List<Warning> warnings = new ArrayList<>();

  /// Takes all fields of a body.
  void addBody(Input body) {
    for (String name : body.node().propertyNames()) {
      Input field = body.member(name);
      if (name.equals(Fields.EXTRA_BODY)) {
        addExtraBody(field.parsed());
      } else {
        addField(name, field);
      }
    }
  }

  private void addExtraBody(Input extra) {
    if (extra.node().isNull()) {
      return;
    }
    if (!extra.node().isObject()) {
      throw extra.path().invalid("must be an object or the JSON text of one");
    }
    extra.node().propertyNames().forEach(name -> addField(name, extra.member(name)));
  }

  private void addField(String name, Input field) {
    if (Fields.ignored(name)) {
      if (!field.node().isNull()) {
        warnings.add(Warning.ignored(field.path().toString()));
      }
      return;
    }
    String canonical = Fields.canonical(name);
    ValueReader reader = Fields.inBody(canonical);
    if (reader == null) {
      throw Names.unknown(field.path(), name, Fields.bodyNames());
    }
    reader.readIfPresent(field).ifPresent(value -> put(canonical, value, field.path()));
  }

  /// Takes the fields of header twins; what the body says goes first.
  void addTwins(Optional<Input> options, Optional<Input> maxCost) {
    CanonicalRequest twins = new CanonicalRequest();
    options.ifPresent(twins::addHeader);
    maxCost.ifPresent(cost ->
        twins.put(
            "max_cost",
            Optional.ofNullable(Fields.inHeader("max_cost")).orElseThrow().read(cost),
            cost.path()));
    twins.values.properties().stream()
        .filter(twin -> !values.has(twin.getKey()))
        .toList()
        .forEach(twin -> put(twin.getKey(), twin.getValue(), twins.path(twin.getKey())));
  }

  private void addHeader(Input header) {
    for (String name : header.node().propertyNames()) {
      String canonical = Fields.canonical(name);
      ValueReader reader = Fields.inHeader(canonical);
      Input field = header.member(name);
      if (reader == null) {
        throw Names.unknown(field.path(), name, Fields.headerNames());
      }
      reader.readIfPresent(field).ifPresent(value -> put(canonical, value, field.path()));
    }
  }

  void put(String canonical, JsonNode value, Path path) {
    JsonNode before = values.get(canonical);
    if (before != null && !before.equals(value)) {
      throw path.problem(ProblemCode.CONFLICTING_PARAMETERS, "contradicts " + path(canonical));
    }
    if (before == null) {
      values.set(canonical, value);
      written.put(canonical, path);
    }
  }

  /// Turns the pairs of other dialects, width with height and frames with their rate, into ours.
  void combine() {
    if (values.has("width") || values.has("height")) {
      String size = part("width", "height") + "x" + part("height", "width");
      Path path = path("width");
      values.remove(List.of("width", "height"));
      put("size", JsonNodeFactory.instance.stringNode(size), path);
    }
    if (values.has("num_frames") && values.has("fps")) {
      BigDecimal[] seconds = number("num_frames").divideAndRemainder(number("fps"));
      Path path = path("num_frames");
      if (seconds[1].signum() != 0 || seconds[0].signum() == 0) {
        throw path.problem(
            ProblemCode.UNSUPPORTED_DURATION, "divided by fps must be whole seconds");
      }
      values.remove("num_frames");
      put("seconds", JsonNodeFactory.instance.stringNode(seconds[0].toPlainString()), path);
    } else if (values.has("num_frames") && values.has("seconds")) {
      throw path("num_frames")
          .problem(
              ProblemCode.CONFLICTING_PARAMETERS,
              "needs fps when " + path("seconds") + " is given too");
    }
  }

  private String part(String name, String other) {
    JsonNode value = values.get(name);
    if (value == null) {
      throw missing(name, "is required beside " + path(other));
    }
    return value.asString();
  }

  private BigDecimal number(String name) {
    return values.get(name).decimalValue();
  }

  static ProblemException missing(String name, String words) {
    return Path.BODY.member(name).problem(ProblemCode.MISSING_REQUIRED_PARAMETER, words);
  }

  /// Where the caller wrote that field.
  Path path(String canonical) {
    return written.getOrDefault(canonical, Path.BODY.member(canonical));
  }

  boolean has(String canonical) {
    return values.has(canonical);
  }

  ObjectNode values() {
    return values;
  }

  List<Warning> warnings() {
    return warnings;
  }
}
