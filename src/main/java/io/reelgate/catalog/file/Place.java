package io.reelgate.catalog.file;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;

/// Where something stands in a catalog file, such as {@code offers[0].operations.edit.seconds}, and
/// what every entry must keep to there.
///
/// @param steps names of members and indexes of lists, from the top of the file
record Place(List<Object> steps) {
  static final Place TOP = new Place(List.of());

  Place at(Object step) {
    return new Place(Stream.concat(steps.stream(), Stream.of(step)).toList());
  }

  void check(boolean kept, String reason) {
    if (!kept) {
      throw refused(reason);
    }
  }

  BadEntryException refused(String reason) {
    return new BadEntryException(this, reason);
  }

  void filled(List<String> values) {
    check(!values.isEmpty(), "is empty");
    check(values.stream().distinct().count() == values.size(), "names a value twice");
  }

  /// Reads {@code 100s} or {@code 7d}.
  Duration duration(String text) {
    try {
      Duration duration = DurationStyle.SIMPLE.parse(text);
      check(duration.isPositive(), "must be positive");
      return duration;
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      throw refused("is no duration such as 100s: " + text);
    }
  }

  @Override
  public String toString() {
    StringBuilder path = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.toString();
  }
}
