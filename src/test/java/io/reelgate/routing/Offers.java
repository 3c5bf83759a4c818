package io.reelgate.routing;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.DataPolicy;
import io.reelgate.catalog.Model;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.PriceTable;
import io.reelgate.catalog.PriceTable.PriceCase;
import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.file.Catalogs;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Offers that differ in what a test is about.
final class Offers {
  private static final Catalog SHIPPED = Catalogs.shipped();
  private static final Model MODEL = SHIPPED.defaultModel();
  private static final Terms TERMS =
      SHIPPED.offers(MODEL.id()).getFirst().terms(Operation.TEXT_TO_VIDEO).orElseThrow();

  static final VideoSpec SPEC =
      new VideoSpec(
          MODEL.id(),
          Operation.TEXT_TO_VIDEO,
          "A lantern",
          new VideoSpec.Shape(Seconds.of(5), "720p", "16:9", null, 1),
          VideoSpec.Media.NONE,
          new VideoSpec.Extras(true, null, null, Map.of()));

  private Offers() {}

  /// @param cents of the whole video
  static Offer at(String provider, double cents) {
    return at(provider, cents, 1, DataPolicy.UNTOLD);
  }

  static Offer at(String provider, double cents, double share, DataPolicy data) {
    var price =
        new Price(
            BigDecimal.valueOf(cents).movePointLeft(2).divide(BigDecimal.valueOf(5)),
            null,
            BigDecimal.ZERO,
            BigDecimal.ONE,
            Price.Certainty.DOCUMENTED,
            "made up");
    Offer shipped = SHIPPED.offers(MODEL.id()).getFirst();
    Terms terms = TERMS.at(new PriceTable(Map.of(PriceCase.of(SPEC), price)));
    return new Offer(
        new OfferId(new ProviderId(provider), MODEL.id()),
        shipped.retention(),
        Map.of(Operation.TEXT_TO_VIDEO, terms),
        data,
        share);
  }

  static Catalog catalog(List<Offer> offers) {
    return new Catalog(List.of(MODEL), offers, Map.of());
  }

  static Set<ProviderId> providers(List<Offer> offers) {
    return offers.stream().map(Offer::provider).collect(Collectors.toSet());
  }

  static RoutingPolicy sorted(RoutingPolicy.Sort sort) {
    return new RoutingPolicy(
        List.of(), List.of(), List.of(), true, sort, false, null, null, Rules.NONE);
  }
}
