package io.reelgate.job.reconcile;

import java.util.Optional;
import java.util.Set;

/// When a task of a list may be taken for the one of a lost order: if it is the only one that no
/// attempt claims, and no other attempt could claim it. Then, and only then, it is nobody else's.
///
/// @param found all tasks that fit
/// @param whole whether there is certainly no other one
/// @param claimed those of them that are another attempt's
/// @param rivals how many other attempts could own one of them
record SingleMatch(Set<String> found, boolean whole, Set<String> claimed, long rivals) {
  Optional<String> task() {
    return whole && rivals == 0
        ? found.stream()
            .filter(id -> !claimed.contains(id))
            .reduce((one, other) -> "")
            .filter(id -> !id.isEmpty())
        : Optional.empty();
  }

  @Override
  public String toString() {
    long free = found.stream().filter(id -> !claimed.contains(id)).count();
    return "%d unclaimed tasks%s, %d other attempts without one"
        .formatted(free, whole ? "" : " or more", rivals);
  }
}
