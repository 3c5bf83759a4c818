package io.reelgate.health;

import io.reelgate.health.HealthStore.Stored;
import io.reelgate.health.HealthStore.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/// What was read of the fleet's counters.
///
/// @param readAt when
record Evidence(
    Instant readAt, List<Stored> minutes, List<Stored> hours, Map<TimingKey, Timings> timings) {
  static final Evidence NONE = new Evidence(Instant.MIN, List.of(), List.of(), Map.of());

  private static final int ENOUGH = 5;

  /// An average outcome of the present minute is half as old as the minute.
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  /// What accounts did lately, the older the less.
  ///
  /// @param counts whether what began at a moment is still held against the account
  Map<HealthKey, Tally> lately(BiPredicate<HealthKey, Instant> counts, Duration halfLife) {
    Map<HealthKey, Tally> sums = new HashMap<>();
    for (Stored each : minutes) {
      if (counts.test(each.key(), readAt.minus(each.age()))) {
        Duration age = each.age().minus(HALF_A_MINUTE);
        double halves = age.isNegative() ? 0 : (double) age.toMillis() / halfLife.toMillis();
        sums.computeIfAbsent(each.key(), _ -> new Tally()).add(each.tally(), Math.pow(2, -halves));
      }
    }
    return sums;
  }

  Map<HealthKey, Tally> day() {
    Map<HealthKey, Tally> sums = new HashMap<>();
    hours.forEach(each -> sums.computeIfAbsent(each.key(), _ -> new Tally()).add(each.tally(), 1));
    return sums;
  }

  /// Of what was seen often enough, by length and over all lengths.
  Map<TimingKey, Timing> learned() {
    Map<TimingKey, Timings> all = new HashMap<>(timings);
    timings.forEach(
        (key, each) -> all.computeIfAbsent(key.anySeconds(), _ -> new Timings()).add(each));
    Map<TimingKey, Timing> learned = new HashMap<>();
    all.forEach((key, each) -> {
      int samples = (int) each.finishes().total();
      if (samples >= ENOUGH) {
        learned.put(key, timing(each, samples));
      }
    });
    return learned;
  }

  private static Timing timing(Timings times, int samples) {
    Duration typical = Objects.requireNonNull(times.finishes().percentile(0.5).orElse(null));
    Duration slow = Objects.requireNonNull(times.finishes().percentile(0.9).orElse(null));
    return new Timing(times.accepts().percentile(0.5).orElse(null), typical, slow, samples);
  }
}
