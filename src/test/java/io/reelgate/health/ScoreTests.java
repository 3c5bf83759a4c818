package io.reelgate.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.health.Tally.Count;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The score and its inputs, each worked out by hand.
class ScoreTests {
  private static final Offset<Double> NEARLY = within(1e-6);

  private static Tally tally(Map<Count, Double> counts) {
    Tally tally = new Tally();
    counts.forEach(tally::with);
    return tally;
  }

  /// Ten that took as long as this bucket says; the next bucket is 1.12 times as long.
  private static Histogram ten(int bucket) {
    int[] stored = new int[Histogram.BUCKETS];
    stored[bucket] = 10;
    return Histogram.of(stored);
  }

  private static OfferHealth of(Tally lately, Tally day, Position position) {
    return Score.of(lately, day, position, 1, 0);
  }

  /// Success of the day: (80 + 10) / (90 + 10) = 0.9; lately: 7 + 1 + 2 x 1 calls, so (7 + 10 x
  /// 0.9) / (10 + 10) = 0.8. Speed: the lower of 1.12^-6 = 0.506631 and 1.12^-3 = 0.711780. Calm: 1
  /// - 4 / 10 = 0.6. Score: 0.64 x (0.6 + 0.25 x 0.506631 + 0.15 x 0.6) = 0.522661.
  @Test
  void theScoreIsSuccessSquaredTimesSpeedAndCalm() {
    Tally day = tally(Map.of(Count.SUCCEEDED, 80.0, Count.FAILED, 10.0));
    day.accepts().add(ten(40), 1);
    day.finishes().add(ten(60), 1);
    Tally lately =
        tally(
            Map.of(
                Count.SUBMITTED, 10.0,
                Count.SUCCEEDED, 7.0,
                Count.FAILED, 1.0,
                Count.UNCLEAR, 1.0,
                Count.THROTTLED, 4.0));
    lately.accepts().add(ten(46), 1);
    lately.finishes().add(ten(63), 1);

    OfferHealth health = of(lately, day, Position.CLOSED);

    assertThat(health.usualSuccess()).isCloseTo(0.9, NEARLY);
    assertThat(health.calls()).isCloseTo(10, NEARLY);
    assertThat(health.success()).isCloseTo(0.8, NEARLY);
    assertThat(health.speed()).isCloseTo(0.506631, NEARLY);
    assertThat(health.calm()).isCloseTo(0.6, NEARLY);
    assertThat(health.score()).isCloseTo(0.522661, NEARLY);
    assertThat(of(lately, day, Position.HALF_OPEN).score()).isCloseTo(0.104532, NEARLY);
    assertThat(of(lately, day, Position.OPEN).score()).isZero();
  }

  @Test
  void theSlowerOfBothTimesCounts() {
    Tally day = new Tally();
    day.accepts().add(ten(40), 1);
    day.finishes().add(ten(60), 1);
    Tally lately = new Tally();
    lately.accepts().add(ten(41), 1);
    lately.finishes().add(ten(62), 1);

    // 1.12^-2 = 0.797194, and 0.6 + 0.25 x 0.797194 + 0.15 = 0.949298
    assertThat(of(lately, day, Position.CLOSED).speed()).isCloseTo(0.797194, NEARLY);
    assertThat(of(lately, day, Position.CLOSED).score()).isCloseTo(0.949298, NEARLY);
  }

  @Test
  void quickerThanUsualIsNoBetterThanUsual() {
    Tally day = new Tally();
    day.finishes().add(ten(60), 1);
    Tally lately = new Tally();
    lately.finishes().add(ten(50), 1);

    assertThat(of(lately, day, Position.CLOSED).speed()).isEqualTo(1);
  }

  @Test
  void whoIsUnknownIsAsWellAsItsPosition() {
    assertThat(of(new Tally(), new Tally(), Position.CLOSED).score()).isCloseTo(1, NEARLY);
    assertThat(of(new Tally(), new Tally(), Position.HALF_OPEN).score()).isCloseTo(0.2, NEARLY);
    assertThat(of(new Tally(), new Tally(), Position.OPEN).score()).isZero();
  }

  /// Refusals and failures are in the sum once, an unclear order twice: 10 / (10 + 1 + 1 + 2).
  @Test
  void outcomesAreCountedByWhatTheySayOfTheProvider() {
    Tally tally = new Tally();
    tally.add(new Outcome.Refused("PROVIDER_ERROR"));
    tally.add(new Outcome.Failed("PROVIDER_ERROR"));
    tally.add(new Outcome.Unclear("TIMEOUT"));
    tally.add(new Outcome.Throttled());
    tally.add(new Outcome.Polled());
    tally.add(new Outcome.Unanswered("NETWORK"));

    assertThat(tally.calls()).isCloseTo(4, NEARLY);
    assertThat(tally.success(1)).isCloseTo(10.0 / 14, NEARLY);
    assertThat(tally.count(Count.SUBMITTED)).isCloseTo(3, NEARLY);
    assertThat(tally.lastFailure()).isEqualTo("NETWORK");
  }
}
