package io.reelgate.catalog;

/// Prices as tests look them up.
final class Prices {
  private Prices() {}

  /// The price with sound.
  static Price of(Terms terms, String resolution, boolean videoInput) {
    return terms
        .prices()
        .price(new PriceTable.PriceCase(resolution, true, videoInput))
        .orElseThrow();
  }
}
