package io.reelgate.health;

import io.reelgate.health.HealthSnapshot.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who is behind. A lead counts only once it has lasted, and so does its end, so that nobody's
/// share goes up and down with chance. Who is behind gets few requests, so that its score would
/// hardly change; it comes back by what it did very lately, and what was before is forgiven.
final class Leads {
  private final double lead;
  private final Duration lasting;
  private final Set<Run> behind = new HashSet<>();
  private final Map<Run, Instant> changingSince = new HashMap<>();
  private final Map<Run, Instant> forgivenAt = new HashMap<>();

  Leads(double lead, Duration lasting) {
    this.lead = lead;
    this.lasting = lasting;
  }

  /// @param group the offers that one request could choose among
  /// @param fresh the same by what they did very lately, where they did anything
  void look(Map<Run, OfferHealth> group, Map<Run, OfferHealth> fresh, Instant now) {
    double best = group.values().stream().mapToDouble(OfferHealth::score).max().orElse(0);
    group.forEach((run, health) -> {
      OfferHealth counts = behind.contains(run) ? fresh.getOrDefault(run, health) : health;
      look(run, best - counts.score() >= lead, now);
    });
  }

  private void look(Run run, boolean nowBehind, Instant now) {
    if (nowBehind == behind.contains(run)) {
      changingSince.remove(run);
      return;
    }
    Instant since = changingSince.computeIfAbsent(run, _ -> now);
    if (Duration.between(since, now).compareTo(lasting) >= 0) {
      changingSince.remove(run);
      if (nowBehind) {
        behind.add(run);
      } else {
        behind.remove(run);
        forgivenAt.put(run, now);
      }
    }
  }

  boolean behind(Run run) {
    return behind.contains(run);
  }

  /// Whether something that began then is not held against it any more.
  boolean forgiven(Run run, Instant began) {
    return began.isBefore(forgivenAt.getOrDefault(run, Instant.MIN));
  }
}
