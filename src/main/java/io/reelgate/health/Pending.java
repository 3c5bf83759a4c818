package io.reelgate.health;

import io.reelgate.health.HealthStore.Timings;
import java.util.HashMap;
import java.util.Map;

/// What this replica counted since it last told the fleet.
final class Pending {
  private Map<HealthKey, Tally> tallies = new HashMap<>();
  private Map<TimingKey, Timings> timings = new HashMap<>();

  synchronized void add(Measured what, Outcome outcome) {
    tallies.computeIfAbsent(what.key(), _ -> new Tally()).add(outcome);
    switch (outcome) {
      case Outcome.Accepted accepted -> timings(what).accepts().add(accepted.took());
      case Outcome.Finished finished -> timings(what).finishes().add(finished.took());
      case Outcome.Refused _,
          Outcome.Failed _,
          Outcome.Unclear _,
          Outcome.Throttled _,
          Outcome.Polled _,
          Outcome.Unanswered _ -> {}
    }
  }

  private Timings timings(Measured what) {
    return timings.computeIfAbsent(what.timing(), _ -> new Timings());
  }

  /// What the store did not take is kept for the next time.
  void handTo(HealthStore store) {
    Map<HealthKey, Tally> toldTallies;
    Map<TimingKey, Timings> toldTimings;
    synchronized (this) {
      toldTallies = tallies;
      toldTimings = timings;
      tallies = new HashMap<>();
      timings = new HashMap<>();
    }
    boolean told = toldTallies.isEmpty();
    try {
      if (!told) {
        store.add(toldTallies, toldTimings);
        told = true;
      }
    } finally {
      if (!told) {
        putBack(toldTallies, toldTimings);
      }
    }
  }

  private synchronized void putBack(
      Map<HealthKey, Tally> someTallies, Map<TimingKey, Timings> someTimings) {
    someTallies.forEach((key, each) -> tallies.computeIfAbsent(key, _ -> new Tally()).add(each, 1));
    someTimings.forEach((key, each) -> timings.computeIfAbsent(key, _ -> new Timings()).add(each));
  }
}
