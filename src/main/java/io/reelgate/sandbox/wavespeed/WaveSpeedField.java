package io.reelgate.sandbox.wavespeed;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One row of a model's parameter table, and the check of a value against it.
record WaveSpeedField(
    String name, Type type, boolean required, @Nullable Object byDefault, Limits limits) {
  /// What a value may be.
  enum Type {
    TEXT("string"),
    URL("string"),
    URLS("array"),
    WHOLE("integer"),
    YES_NO("boolean");

    private final String schema;

    Type(String schema) {
      this.schema = schema;
    }
  }

  /// Allowed words, range of a number, or longest list (in `max`); whatever does not apply is empty
  /// or wide open.
  record Limits(List<String> words, long min, long max) {
    static final Limits NONE = new Limits(List.of(), Long.MIN_VALUE, Long.MAX_VALUE);

    Limits {
      words = List.copyOf(words);
    }
  }

  static WaveSpeedField text(String name, boolean required) {
    return new WaveSpeedField(name, Type.TEXT, required, null, Limits.NONE);
  }

  static WaveSpeedField url(String name, boolean required) {
    return new WaveSpeedField(name, Type.URL, required, null, Limits.NONE);
  }

  static WaveSpeedField urls(String name, int most) {
    return new WaveSpeedField(name, Type.URLS, false, null, new Limits(List.of(), 0, most));
  }

  static WaveSpeedField word(String name, @Nullable String byDefault, List<String> words) {
    return new WaveSpeedField(name, Type.TEXT, false, byDefault, new Limits(words, 0, 0));
  }

  static WaveSpeedField whole(String name, @Nullable Integer byDefault, long min, long max) {
    return new WaveSpeedField(name, Type.WHOLE, false, byDefault, new Limits(List.of(), min, max));
  }

  static WaveSpeedField yesNo(String name, boolean byDefault) {
    return new WaveSpeedField(name, Type.YES_NO, false, byDefault, Limits.NONE);
  }

  /// @throws WaveSpeedRefusal naming the field when the body does not fit
  void check(JsonNode body) {
    JsonNode value = body.get(name);
    if (value == null) {
      if (required) {
        throw WaveSpeedRefusal.badRequest("missing required parameter: " + name);
      }
      return;
    }
    switch (type) {
      case TEXT -> checkText(value);
      case URL -> checkUrl(value);
      case URLS -> checkUrls(value);
      case WHOLE -> checkWhole(value);
      case YES_NO -> {
        if (!value.isBoolean()) {
          throw invalid("must be a boolean");
        }
      }
    }
  }

  boolean fits(JsonNode body) {
    try {
      check(body);
      return true;
    } catch (WaveSpeedRefusal unfit) {
      return false;
    }
  }

  private void checkText(JsonNode value) {
    if (!value.isString()) {
      throw invalid("must be a string");
    }
    if (required && value.stringValue().isBlank()) {
      throw WaveSpeedRefusal.badRequest("missing required parameter: " + name);
    }
    if (!limits.words().isEmpty() && !limits.words().contains(value.stringValue())) {
      throw invalid("must be one of " + String.join(", ", limits.words()));
    }
  }

  private void checkUrl(JsonNode value) {
    if (!value.isString() || !isWeb(value.stringValue())) {
      throw invalid("must be an http or https URL");
    }
  }

  private void checkUrls(JsonNode value) {
    if (!value.isArray()) {
      throw invalid("must be an array");
    }
    if (value.size() > limits.max()) {
      throw invalid("must have at most " + limits.max() + " items");
    }
    value.forEach(this::checkUrl);
  }

  private void checkWhole(JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw invalid("must be an integer");
    }
    long number = value.longValue();
    if (number < limits.min() || number > limits.max()) {
      throw invalid("must be between " + limits.min() + " and " + limits.max());
    }
  }

  private WaveSpeedRefusal invalid(String reason) {
    return WaveSpeedRefusal.badRequest("invalid parameter " + name + ": " + reason);
  }

  private static boolean isWeb(String text) {
    try {
      URI uri = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /// The field as the catalogue's request schema shows it.
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type.schema);
    if (byDefault != null) {
      schema.put("default", byDefault);
    }
    if (!limits.words().isEmpty()) {
      schema.put("enum", limits.words());
    }
    if (type == Type.WHOLE) {
      schema.put("minimum", limits.min());
      schema.put("maximum", limits.max());
    }
    if (type == Type.URLS) {
      schema.put("items", Map.of("type", "string"));
      schema.put("maxItems", limits.max());
    }
    return schema;
  }
}
