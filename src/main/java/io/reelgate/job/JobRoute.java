package io.reelgate.job;

import io.reelgate.routing.RouteDecision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a job went where it went.
///
/// @param accepted what was decided when it was accepted; null in jobs that are older than
///   decisions
public record JobRoute(@Nullable RouteDecision accepted, List<Try> tries) {
  public JobRoute {
    tries = List.copyOf(tries);
  }

  /// One attempt.
  ///
  /// @param number from 1
  /// @param state where it stands, in lower case
  /// @param decision what was decided before it
  public record Try(
      int number, String provider, String state, Instant at, @Nullable RouteDecision decision) {}
}
