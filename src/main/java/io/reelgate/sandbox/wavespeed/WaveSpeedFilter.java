package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.Task;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The body of a paged search.
record WaveSpeedFilter(JsonNode body, int page, int size) {
  private static final int MOST = 100;

  static WaveSpeedFilter of(JsonNode body) {
    int page = number(body, "page", Integer.MAX_VALUE);
    return new WaveSpeedFilter(body, page, number(body, "page_size", MOST));
  }

  private static int number(JsonNode body, String name, int most) {
    JsonNode value = body.get(name);
    if (value == null) {
      throw WaveSpeedRefusal.badRequest("missing required parameter: " + name);
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 1
        || value.intValue() > most) {
      throw WaveSpeedRefusal.badRequest("invalid parameter " + name);
    }
    return value.intValue();
  }

  long skipped() {
    return (page - 1L) * size;
  }

  /// The text, empty when it is not given.
  String word(String name) {
    JsonNode value = body.get(name);
    if (value != null && !value.isString()) {
      throw WaveSpeedRefusal.badRequest("invalid parameter " + name + ": must be a string");
    }
    return value == null ? "" : value.stringValue();
  }

  boolean yes(String name) {
    JsonNode value = body.get(name);
    return value != null && value.isBoolean() && value.booleanValue();
  }

  boolean isModel(String name, Task task) {
    String model = word(name);
    return model.isEmpty() || model.equals(task.model());
  }

  boolean isBetween(String after, String before, Instant instant) {
    Instant from = instant(after);
    Instant until = instant(before);
    return (from == null || !instant.isBefore(from)) && (until == null || instant.isBefore(until));
  }

  private @Nullable Instant instant(String name) {
    String text = word(name);
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException malformed) {
      throw WaveSpeedRefusal.badRequest("invalid parameter " + name + ": must be an ISO-8601 time");
    }
  }
}
