package io.reelgate.provider.runware;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.file.Catalogs;
import java.util.stream.Stream;

/// Offers of the catalog for tests.
final class Offers {
  private Offers() {}

  static Offer mini() {
    return all()
        .filter(offer -> offer.provider().equals(RunwareAdapter.ID))
        .findFirst()
        .orElseThrow();
  }

  static Terms terms() {
    return mini().terms(Operation.TEXT_TO_VIDEO).orElseThrow();
  }

  /// Terms that permit none of this provider's options.
  static Terms withoutOptions() {
    return all()
        .filter(offer -> !offer.provider().equals(RunwareAdapter.ID))
        .flatMap(offer -> offer.terms(Operation.TEXT_TO_VIDEO).stream())
        .filter(terms -> !terms.options().containsKey("ttl"))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Offer> all() {
    return Catalogs.shipped().models().stream()
        .flatMap(model -> Catalogs.shipped().offers(model.id()).stream());
  }
}
