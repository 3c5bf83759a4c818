package io.reelgate.webhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a sender has done of the deliveries that it held, all of one endpoint.
///
/// @param delivered those that arrived, in their order
/// @param failed the one that ended it; null when none failed
/// @param untried those it did not come to
record Batch(List<Tried> delivered, @Nullable Tried failed, List<ClaimedDelivery> untried) {
  /// A sender takes no more than it can send in this time at its last speed, so that what arrived
  /// is soon known to have, and a crash sends little twice.
  private static final Duration LENGTH = Duration.ofMillis(500);

  Stream<Tried> tried() {
    return Stream.concat(delivered.stream(), Stream.ofNullable(failed));
  }

  ClaimedDelivery last() {
    return tried().map(Tried::delivery).reduce((first, second) -> second).orElseThrow();
  }

  /// How many the sender may take next: after a failure none, otherwise twice as many as arrived
  /// while they are quick to arrive.
  ///
  /// @param most never more
  int next(int most) {
    if (failed != null || delivered.isEmpty()) {
      return 0;
    }
    long nanos = delivered.stream().mapToLong(each -> each.took().toNanos()).sum();
    long fitting = LENGTH.toNanos() * delivered.size() / Math.max(1, nanos);
    return Math.clamp(Math.min(fitting, 2L * delivered.size()), 1, most);
  }
}
