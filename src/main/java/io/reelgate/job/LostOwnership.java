package io.reelgate.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/// Counts what workers wanted to write about jobs that were not theirs any more. Nothing was
/// changed by it; many of them tell of replicas that stand still longer than their leases.
@Component
class LostOwnership {
  static final String METER = "reelgate.ownership.lost";

  /// Known from the start: a counter that begins with its first increment hides that one.
  private static final List<String> WORKS = List.of("submit", "poll", "end", "reconcile");

  private final MeterRegistry meters;

  LostOwnership(MeterRegistry meters) {
    this.meters = meters;
    WORKS.forEach(this::counter);
  }

  private Counter counter(String work) {
    return Counter.builder(METER)
        .description("writes that were refused because the job had moved on")
        .baseUnit("writes")
        .tag("work", work)
        .register(meters);
  }

  /// @param work that was to be written down
  /// @param rows how many jobs it was about
  /// @param ours how many of them were still ours
  void count(String work, int rows, int ours) {
    if (rows > ours) {
      counter(work).increment(rows - ours);
    }
  }

  /// The same for one job; answers whether it was ours.
  boolean counted(String work, boolean ours) {
    count(work, 1, ours ? 1 : 0);
    return ours;
  }
}
