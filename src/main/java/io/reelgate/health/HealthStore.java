package io.reelgate.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The fleet's counters.
public interface HealthStore {
  /// Adds what one replica has counted since it last did, all or nothing.
  void add(Map<HealthKey, Tally> tallies, Map<TimingKey, Timings> timings);

  /// The minutes of the last half hour.
  List<Stored> minutes();

  /// The hours of the last day.
  List<Stored> hours();

  /// What was measured during the last day, hours together.
  Map<TimingKey, Timings> timings();

  /// What happened in one minute or hour.
  ///
  /// @param age since it began
  record Stored(HealthKey key, Duration age, Tally tally) {}

  /// How long orders took until they were accepted, and tasks until they were done.
  record Timings(Histogram accepts, Histogram finishes) {
    public Timings() {
      this(new Histogram(), new Histogram());
    }

    void add(Timings other) {
      accepts.add(other.accepts, 1);
      finishes.add(other.finishes, 1);
    }
  }
}
