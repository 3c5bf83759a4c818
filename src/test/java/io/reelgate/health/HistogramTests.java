package io.reelgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramTests {
  private static Histogram seconds(int from, int to) {
    Histogram histogram = new Histogram();
    IntStream.rangeClosed(from, to).mapToObj(Duration::ofSeconds).forEach(histogram::add);
    return histogram;
  }

  private static double seconds(Histogram histogram, double share) {
    return histogram.percentile(share).orElseThrow().toMillis() / 1_000.0;
  }

  /// A bucket reaches 12 per cent further than the one before, so that nothing is further off.
  @ParameterizedTest
  @CsvSource({"0.01, 1", "0.25, 25", "0.5, 50", "0.9, 90", "1, 100"})
  void percentilesAreWithinOneBucketOfTheTruth(double share, double truth) {
    assertThat(seconds(seconds(1, 100), share)).isBetween(truth / 1.12, truth * 1.12);
  }

  @Test
  void nothingSeenHasNoPercentile() {
    assertThat(new Histogram().percentile(0.5)).isEmpty();
    assertThat(new Histogram().isEmpty()).isTrue();
  }

  @Test
  void whatIsStoredIsReadBackTheSame() {
    Histogram histogram = seconds(1, 100);
    Histogram read = Histogram.of(histogram.stored());

    assertThat(read.stored()).isEqualTo(histogram.stored());
    assertThat(read.percentile(0.5)).isEqualTo(histogram.percentile(0.5));
    assertThat(read.total()).isEqualTo(100);
  }

  /// 20 that took a second weigh 5, 10 that took 100 s weigh 10.
  @Test
  void oldOnesWeighLessInASum() {
    Histogram old = new Histogram();
    IntStream.range(0, 20).forEach(_ -> old.add(Duration.ofSeconds(1)));
    Histogram fresh = new Histogram();
    IntStream.range(0, 10).forEach(_ -> fresh.add(Duration.ofSeconds(100)));
    Histogram sum = new Histogram();
    sum.add(old, 0.25);
    sum.add(fresh, 1);

    assertThat(sum.total()).isEqualTo(15);
    assertThat(seconds(sum, 0.3)).isBetween(0.88, 1.12);
    assertThat(seconds(sum, 0.5)).isBetween(88.0, 112.0);
  }

  @Test
  void theShortestAndTheLongestFindTheirPlace() {
    Histogram histogram = new Histogram();
    histogram.add(Duration.ZERO);
    histogram.add(Duration.ofDays(2));

    assertThat(histogram.total()).isEqualTo(2);
    assertThat(histogram.percentile(0.5).orElseThrow()).isLessThan(Duration.ofMillis(11));
    assertThat(histogram.percentile(1).orElseThrow()).isGreaterThan(Duration.ofHours(4));
  }
}
