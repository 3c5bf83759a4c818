package io.reelgate.routing;

import java.util.List;
import java.util.Optional;

/// The offers that can run a spec, best first, and every one that was left out.
public record Route(List<Candidate> candidates, List<Exclusion> exclusions) {
  public Route {
    candidates = List.copyOf(candidates);
    exclusions = List.copyOf(exclusions);
  }

  public Optional<Candidate> best() {
    return candidates.stream().findFirst();
  }
}
