package io.reelgate.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The fleet's counters in memory, by a clock that a test moves.
public final class CountedStore implements HealthStore {
  private final Clock clock;
  private final TreeMap<Instant, Map<HealthKey, Tally>> minutes = new TreeMap<>();
  private final TreeMap<Instant, Map<HealthKey, Tally>> hours = new TreeMap<>();
  private final Map<TimingKey, Timings> timings = new HashMap<>();
  private boolean broken;

  public CountedStore(Clock clock) {
    this.clock = clock;
  }

  /// From now on nothing can be read or written, or everything can.
  public void broken(boolean now) {
    broken = now;
  }

  @Override
  public void add(Map<HealthKey, Tally> tallies, Map<TimingKey, Timings> times) {
    check();
    Instant now = clock.instant();
    add(minutes, now.truncatedTo(ChronoUnit.MINUTES), tallies);
    add(hours, now.truncatedTo(ChronoUnit.HOURS), tallies);
    times.forEach((key, each) -> timings.computeIfAbsent(key, _ -> new Timings()).add(each));
  }

  private void check() {
    if (broken) {
      throw new IllegalStateException("the database is gone");
    }
  }

  private static void add(
      NavigableMap<Instant, Map<HealthKey, Tally>> into,
      Instant began,
      Map<HealthKey, Tally> tallies) {
    Map<HealthKey, Tally> there = into.computeIfAbsent(began, _ -> new HashMap<>());
    tallies.forEach((key, each) -> there.computeIfAbsent(key, _ -> new Tally()).add(each, 1));
  }

  @Override
  public List<Stored> minutes() {
    return read(minutes, Duration.ofMinutes(31));
  }

  @Override
  public List<Stored> hours() {
    return read(hours, Duration.ofHours(25));
  }

  private List<Stored> read(NavigableMap<Instant, Map<HealthKey, Tally>> from, Duration back) {
    check();
    Instant now = clock.instant();
    List<Stored> stored = new ArrayList<>();
    from.tailMap(now.minus(back), false)
        .forEach((began, tallies) ->
            tallies.forEach(
                (key, tally) -> stored.add(new Stored(key, Duration.between(began, now), tally))));
    return stored;
  }

  @Override
  public Map<TimingKey, Timings> timings() {
    check();
    return Map.copyOf(timings);
  }
}
