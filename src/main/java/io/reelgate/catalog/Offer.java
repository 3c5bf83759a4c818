package io.reelgate.catalog;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One provider selling one model: what the router ranks.
///
/// @param retention how long the provider keeps a result
/// @param terms by operation; an operation that is missing is not offered
public record Offer(OfferId id, Duration retention, Map<Operation, Terms> terms) {
  public Offer {
    terms = Map.copyOf(terms);
  }

  public ProviderId provider() {
    return id.provider();
  }

  public ModelId model() {
    return id.model();
  }

  public Optional<Terms> terms(Operation operation) {
    return Optional.ofNullable(terms.get(operation));
  }
}
