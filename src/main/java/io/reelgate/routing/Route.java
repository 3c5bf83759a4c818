package io.reelgate.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The offers that can run a spec, best first, and every one that was left out.
///
/// @param sort what the ranking favoured
/// @param weights what counted, and how much
public record Route(
    List<Candidate> candidates,
    List<Exclusion> exclusions,
    RoutingPolicy.Sort sort,
    Map<String, Double> weights) {
  public Route {
    candidates = List.copyOf(candidates);
    exclusions = List.copyOf(exclusions);
    weights = Map.copyOf(weights);
  }

  public Optional<Candidate> best() {
    return candidates.stream().findFirst();
  }
}
