package io.reelgate.catalog;

/// The catalog of this moment. Files can change while the gateway runs, so whoever needs several
/// answers that agree takes one catalog and asks that.
@FunctionalInterface
public interface CurrentCatalog {
  Catalog get();
}
