package io.reelgate.catalog;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;

/// What every entry of the catalog must keep to.
final class Rule {
  private Rule() {}

  static void check(boolean kept, String reason) {
    if (!kept) {
      throw new IllegalArgumentException(reason);
    }
  }

  static void filled(String place, List<String> values) {
    check(!values.isEmpty(), place + " is empty");
    check(values.stream().distinct().count() == values.size(), place + " names a value twice");
  }

  /// Reads {@code 100s} or {@code 7d}.
  static Duration duration(String place, String text) {
    try {
      Duration duration = DurationStyle.SIMPLE.parse(text);
      check(duration.isPositive(), place + " must be positive");
      return duration;
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      throw new IllegalArgumentException(
          place + " is no duration such as 100s: " + text, malformed);
    }
  }
}
