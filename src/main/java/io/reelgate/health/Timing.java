package io.reelgate.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Measured times of an offer.
///
/// @param accept median from sending an order to its acceptance; null where none was seen
/// @param typical median from acceptance to the result
/// @param slow what nine of ten results stay below
/// @param samples how many results it is from
public record Timing(@Nullable Duration accept, Duration typical, Duration slow, int samples) {
  /// What nine of ten orders stay below from being sent to their result, in which the acceptance
  /// takes its usual time.
  public Duration wholly() {
    return accept == null ? slow : accept.plus(slow);
  }
}
