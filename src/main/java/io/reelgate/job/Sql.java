package io.reelgate.job;

import java.time.Duration;

/// How values are handed to SQL that the driver cannot convert by itself.
final class Sql {
  private Sql() {}

  /// For {@code cast(:name as interval)}.
  static String interval(Duration duration) {
    return duration.toMillis() + " milliseconds";
  }
}
