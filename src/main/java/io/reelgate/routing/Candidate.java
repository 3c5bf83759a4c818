package io.reelgate.routing;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Terms;

/// An offer that can run the spec.
public record Candidate(Offer offer, Terms terms, Quote quote, Prospect prospect) {
  /// One about whose health nothing is known.
  public Candidate(Offer offer, Terms terms, Quote quote) {
    this(offer, terms, quote, Prospect.unknown(terms));
  }

  Candidate with(Prospect other) {
    return new Candidate(offer, terms, quote, other);
  }

  String slug() {
    return offer.provider().value();
  }
}
