package io.reelgate.webhook.delivery;

import java.time.Duration;

/// One try as it was made.
///
/// @param startedAt the monotonic clock before it
/// @param endedAt the monotonic clock after it
record Tried(ClaimedDelivery delivery, Outcome outcome, long startedAt, long endedAt) {
  Duration took() {
    return Duration.ofNanos(endedAt - startedAt);
  }

  /// From its beginning until now.
  Duration ago() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }
}
