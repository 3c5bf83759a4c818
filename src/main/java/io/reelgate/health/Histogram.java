package io.reelgate.health;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// How long things took, in buckets that each reach an eighth further than the one before, from 10
/// ms to more than four hours. Weighted sums of histograms are histograms too.
public final class Histogram {
  static final int BUCKETS = 128;
  private static final double FIRST_MILLIS = 10;
  private static final double GROWTH = 1.12;

  private final double[] buckets;

  public Histogram() {
    this(new double[BUCKETS]);
  }

  private Histogram(double[] buckets) {
    this.buckets = buckets;
  }

  static Histogram of(int[] stored) {
    double[] buckets = new double[BUCKETS];
    for (int index = 0; index < Math.min(stored.length, BUCKETS); index++) {
      buckets[index] = stored[index];
    }
    return new Histogram(buckets);
  }

  void add(Duration took) {
    double millis = Math.max(took.toNanos() / 1e6, 0.001);
    int index = (int) Math.ceil(Math.log(millis / FIRST_MILLIS) / Math.log(GROWTH));
    buckets[Math.clamp(index, 0, BUCKETS - 1)]++;
  }

  void add(Histogram other, double weight) {
    for (int index = 0; index < BUCKETS; index++) {
      buckets[index] += other.buckets[index] * weight;
    }
  }

  double total() {
    return Arrays.stream(buckets).sum();
  }

  boolean isEmpty() {
    return total() == 0;
  }

  /// Empty where nothing was seen.
  ///
  /// @param share 0.5 is the median
  Optional<Duration> percentile(double share) {
    double wanted = total() * share;
    double seen = 0;
    for (int index = 0; index < BUCKETS; index++) {
      if (buckets[index] > 0 && seen + buckets[index] >= wanted) {
        double inside = Math.clamp((wanted - seen) / buckets[index], 0, 1);
        double millis = FIRST_MILLIS * Math.pow(GROWTH, index - 1.0 + inside);
        return Optional.of(Duration.ofNanos((long) (millis * 1e6)));
      }
      seen += buckets[index];
    }
    return Optional.empty();
  }

  int[] stored() {
    return Arrays.stream(buckets).mapToInt(each -> (int) Math.round(each)).toArray();
  }
}
