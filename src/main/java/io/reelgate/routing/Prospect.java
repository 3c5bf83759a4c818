package io.reelgate.routing;

import io.reelgate.catalog.Terms;
import io.reelgate.health.OfferHealth;
import io.reelgate.health.Timing;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How well an offer would probably do now.
///
/// @param expected how long until the video is there, as a rule
/// @param timing what was measured; null where too little was
/// @param points of the sort {@code balanced}; null for others
/// @param held why it is not where the sort alone would have put it; null where it is
public record Prospect(
    OfferHealth health,
    Duration expected,
    @Nullable Timing timing,
    @Nullable Double points,
    @Nullable Held held) {

  /// Why an offer comes later, or earlier, than by the sort alone.
  public enum Held {
    /// Its breaker is open, or its accounts are closed.
    OPEN,
    /// It failed lately and waits to be tried.
    HALF_OPEN,
    /// It failed lately, and this request may try it.
    PROBE,
    /// It works again, and gets a growing share.
    RAMP,
    /// The catalog gives it a part of the requests.
    SHARE,
    /// Others are healthier.
    BEHIND,
    /// Others are healthier; a few requests go there all the same, to see how it does.
    EXPLORED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Prospect unknown(Terms terms) {
    return new Prospect(OfferHealth.UNKNOWN, terms.expected(), null, null, null);
  }

  /// What nine of ten videos stay below; the usual time where that was not measured.
  Duration slow() {
    return timing == null ? expected : timing.wholly();
  }

  /// How long its provider works on a video, as a rule, once it has accepted it.
  public Duration work() {
    return timing == null ? expected : timing.typical();
  }

  Prospect held(@Nullable Held why) {
    return new Prospect(health, expected, timing, points, why);
  }

  Prospect points(double sum) {
    return new Prospect(health, expected, timing, sum, held);
  }
}
