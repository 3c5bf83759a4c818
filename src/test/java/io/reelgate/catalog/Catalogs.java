package io.reelgate.catalog;

import java.util.Map;

/// Catalogs for tests.
public final class Catalogs {
  private Catalogs() {}

  /// The one in the jar, without aliases.
  public static Catalog shipped() {
    return new CatalogLoader().load(CatalogLoader.shippedFiles(), Map.of());
  }
}
