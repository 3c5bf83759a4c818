package io.reelgate.routing;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Terms;

/// An offer that can run the spec.
public record Candidate(Offer offer, Terms terms, Quote quote) {}
