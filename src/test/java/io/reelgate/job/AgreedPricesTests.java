package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.file.Catalogs;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Quote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreedPricesTests {
  private static final Offer OFFER =
      Catalogs.shipped().offers(Catalogs.shipped().defaultModel().id()).stream()
          .filter(each -> each.provider().value().equals("wavespeed"))
          .findFirst()
          .orElseThrow();
  private static final VideoSpec EDIT =
      new VideoSpec(
          OFFER.model(),
          Operation.EDIT,
          "p",
          new VideoSpec.Shape(new Seconds.Auto(), "480p", "adaptive", null, 1),
          VideoSpec.Media.NONE,
          new VideoSpec.Extras(true, null, null, Map.of()));
  private static final Price PRICE =
      new Price(
          new BigDecimal("0.50"),
          new Price.InputPrice(new BigDecimal("1E+1"), 2, 15, true),
          new BigDecimal("0.000001"),
          new BigDecimal("1.10"),
          Price.Certainty.THIRD_PARTY,
          "made up");

  private final JobJson json = new JobJson();

  private static AgreedPrices agreed() {
    Terms terms = OFFER.terms(Operation.EDIT).orElseThrow();
    Quote quote = Quote.of(EDIT, terms.seconds(), PRICE);
    return AgreedPrices.of(List.of(new Candidate(OFFER, terms, quote)));
  }

  @Test
  void aPriceIsReadBackAsItWasWritten() {
    String text = json.write(agreed());

    AgreedPrices read = json.read(text, AgreedPrices.class);
    Price price = read.offers().values().iterator().next().price();
    assertThat(text).startsWith("{\"wavespeed/seedance-2.0-mini\":{\"version\":\"");
    assertThat(price).usingRecursiveComparison().isEqualTo(PRICE);
    assertThat(price.version()).isEqualTo(PRICE.version());
  }

  @Test
  void theAgreedPriceTakesTheCatalogsPlaceAndNothingElse() {
    Offer now = agreed().applyTo(OFFER, EDIT).orElseThrow();

    Terms terms = now.terms(Operation.EDIT).orElseThrow();
    Terms shipped = OFFER.terms(Operation.EDIT).orElseThrow();
    assertThat(terms.price(EDIT)).contains(PRICE);
    assertThat(terms.at(shipped.prices())).isEqualTo(shipped);
    assertThat(now.id()).isEqualTo(OFFER.id());
    assertThat(now.retention()).isEqualTo(OFFER.retention());
  }

  @Test
  void anOfferWithoutAnAgreedPriceIsNone() {
    Offer other =
        new Offer(
            new OfferId(new ProviderId("acme"), OFFER.model()), OFFER.retention(), OFFER.terms());
    Offer lesser = new Offer(OFFER.id(), OFFER.retention(), Map.of());

    assertThat(agreed().applyTo(other, EDIT)).isEmpty();
    assertThat(agreed().applyTo(lesser, EDIT)).isEmpty();
  }
}
