package io.reelgate.catalog;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One provider selling one model: what the router ranks.
///
/// @param retention how long the provider keeps a result
/// @param terms by operation; an operation that is missing is not offered
/// @param data what becomes of what is sent
/// @param share of the requests that it could have, how many it takes part in, 0 to 1; in the
///   others it comes after all others
public record Offer(
    OfferId id, Duration retention, Map<Operation, Terms> terms, DataPolicy data, double share) {
  public Offer {
    terms = Map.copyOf(terms);
    if (share < 0 || share > 1) {
      throw new IllegalArgumentException("a share must be 0 to 1: " + share);
    }
  }

  /// One that takes part in everything and tells nothing of its data policy.
  public Offer(OfferId id, Duration retention, Map<Operation, Terms> terms) {
    this(id, retention, terms, DataPolicy.UNTOLD, 1);
  }

  /// The same with nothing but these terms.
  public Offer only(Map<Operation, Terms> others) {
    return new Offer(id, retention, others, data, share);
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
