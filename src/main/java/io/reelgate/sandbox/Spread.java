package io.reelgate.sandbox;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/// A length of time between two bounds, every one as likely; written `2s..4s`, or `3s` when it does
/// not vary.
public record Spread(Duration min, Duration max) {
  public Spread {
    if (min.isNegative() || max.compareTo(min) < 0) {
      throw new IllegalArgumentException("not a range of time: " + min + ".." + max);
    }
  }

  public static Spread of(String text) {
    int dots = text.indexOf("..");
    Duration min = DurationStyle.detectAndParse(dots < 0 ? text : text.substring(0, dots));
    return new Spread(min, dots < 0 ? min : DurationStyle.detectAndParse(text.substring(dots + 2)));
  }

  /// @param share from 0 to 1, where between the bounds
  Duration at(double share) {
    return min.plusNanos((long) (max.minus(min).toNanos() * share));
  }
}
