package io.reelgate.health;

import io.reelgate.health.Tally.Count;
import java.time.Duration;
import java.util.Optional;

/// The rule by which counts become a score: position × success² × (0.6 + 0.25 speed + 0.15 calm).
final class Score {
  /// A median or a share of fewer is chance.
  private static final double ENOUGH = 5;

  private Score() {}

  /// @param lately counts of the last minutes, older ones weighing less
  /// @param day counts of the last day
  static OfferHealth of(Tally lately, Tally day, Position position, double share, int inFlight) {
    double usual = day.success(1);
    double success = lately.success(usual);
    double speed =
        Math.min(speed(day.accepts(), lately.accepts()), speed(day.finishes(), lately.finishes()));
    double calm = calm(lately);
    double score = position.factor() * success * success * (0.6 + 0.25 * speed + 0.15 * calm);
    return new OfferHealth(
        score, success, usual, speed, calm, lately.calls(), position, share, false, inFlight);
  }

  private static double speed(Histogram day, Histogram lately) {
    Optional<Duration> usual = day.percentile(0.5);
    Optional<Duration> now = lately.total() < ENOUGH ? Optional.empty() : lately.percentile(0.5);
    return usual.isEmpty() || now.isEmpty()
        ? 1
        : Math.min(1, (double) usual.get().toNanos() / now.get().toNanos());
  }

  private static double calm(Tally lately) {
    double submitted = lately.count(Count.SUBMITTED);
    return submitted < ENOUGH ? 1 : 1 - lately.count(Count.THROTTLED) / submitted;
  }
}
