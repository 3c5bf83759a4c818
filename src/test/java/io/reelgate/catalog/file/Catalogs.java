package io.reelgate.catalog.file;

import io.reelgate.catalog.Catalog;
import java.util.Map;

/// Catalogs for tests.
public final class Catalogs {
  private Catalogs() {}

  /// The one in the jar, without aliases.
  public static Catalog shipped() {
    return new ReloadingCatalog(new CatalogFiles(null), Map.of()).get();
  }
}
