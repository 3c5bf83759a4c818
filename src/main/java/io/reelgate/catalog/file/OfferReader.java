package io.reelgate.catalog.file;

import io.reelgate.catalog.DataPolicy;
import io.reelgate.catalog.Model;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.file.CatalogFile.TermsEntry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks one offer of a catalog file against the model that it sells.
final class OfferReader {
  private OfferReader() {}

  static Offer read(Place place, OfferId id, CatalogFile.OfferEntry entry, Model model) {
    place.at("operations").check(!entry.operations().isEmpty(), "is empty");
    TermsEntry defaults = Objects.requireNonNullElse(entry.defaults(), TermsEntry.NONE);
    Map<Operation, TermsReader> readers = new EnumMap<>(Operation.class);
    entry
        .operations()
        .forEach((operation, own) -> {
          Place there = place.at("operations").at(operation.word());
          readers.put(operation, new TermsReader(there, operation, own, defaults, model));
        });
    PriceRules prices = new PriceRules(place.at("prices"), entry.prices(), readers);
    Map<Operation, Terms> terms = new EnumMap<>(Operation.class);
    readers.forEach(
        (operation, reader) -> terms.put(operation, reader.terms(prices.table(operation))));
    prices.checkAllUsed();
    return new Offer(
        id,
        place.at("retention").duration(entry.retention()),
        terms,
        data(place.at("data"), entry.data()),
        share(place.at("share"), entry.share()));
  }

  private static double share(Place place, @Nullable Double share) {
    double part = Objects.requireNonNullElse(share, 1.0);
    place.check(0 <= part && part <= 1, "must be 0 to 1");
    return part;
  }

  private static DataPolicy data(Place place, CatalogFile.@Nullable DataEntry entry) {
    if (entry == null) {
      return DataPolicy.UNTOLD;
    }
    Integer days = entry.retentionDays();
    place.at("retention-days").check(days == null || days >= 0, "must not be negative");
    return new DataPolicy(entry.region(), days, entry.training());
  }
}
