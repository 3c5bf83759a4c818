package io.reelgate.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.PriceTable;
import io.reelgate.catalog.PriceTable.PriceCase;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.routing.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each offer that could run a job charged when the job was accepted. Stored with the job: the
/// catalog may change afterwards, what the caller agreed to does not.
///
/// @param offers by the text of the offer's id
record AgreedPrices(@JsonValue Map<String, Agreed> offers) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  AgreedPrices {
    offers = Map.copyOf(offers);
  }

  /// @param version of the rule, for whoever looks into the database
  record Agreed(String version, Price price) {}

  static AgreedPrices of(List<Candidate> candidates) {
    Map<String, Agreed> offers = new HashMap<>();
    for (Candidate each : candidates) {
      Price price = each.quote().price();
      offers.put(each.offer().id().toString(), new Agreed(price.version(), price));
    }
    return new AgreedPrices(offers);
  }

  /// The offer as it is now, at the price that was agreed on; empty if there was none.
  Optional<Offer> applyTo(Offer offer, VideoSpec spec) {
    Agreed agreed = offers.get(offer.id().toString());
    Terms terms = offer.terms().get(spec.operation());
    return agreed == null || terms == null
        ? Optional.empty()
        : Optional.of(priced(offer, spec, terms, agreed.price()));
  }

  private static Offer priced(Offer offer, VideoSpec spec, Terms terms, Price price) {
    PriceTable prices = new PriceTable(Map.of(PriceCase.of(spec), price));
    Map<Operation, Terms> only = Map.of(spec.operation(), terms.at(prices));
    return offer.only(only);
  }
}
