package io.reelgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.file.Catalogs;
import io.reelgate.money.Usd;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTests {
  private static final ModelId MINI = new ModelId("seedance-2.0-mini");
  private static final ModelId TURBO = new ModelId("seedance-2.0-mini-turbo");
  private static final ProviderId WAVESPEED = new ProviderId("wavespeed");

  private final Catalog catalog = Catalogs.shipped();

  @Test
  void miniIsTheDefaultModelAndTurboIsTheOther() {
    assertThat(catalog.defaultModel().id()).isEqualTo(MINI);
    assertThat(catalog.models()).extracting(Model::id).containsExactly(MINI, TURBO);
    assertThat(catalog.offers(MINI)).extracting(Offer::provider).contains(WAVESPEED);
  }

  @Test
  void modelsHaveTheDefaultsOfARequestThatSaysNothing() {
    assertThat(catalog.models())
        .extracting(Model::defaults)
        .containsOnly(new Model.Defaults(5, "720p", "16:9", true));
  }

  @Test
  void aTierWithoutASizeTableHasNoPixels() {
    Model mini = catalog.defaultModel();
    assertThat(mini.resolutions()).containsExactly("480p", "720p", "1080p");
    assertThat(mini.size("720p", "21:9")).contains(new Size(1470, 630));
    assertThat(mini.size("480p", "4:3")).contains(new Size(752, 560));
    assertThat(mini.size("1080p", "16:9")).isEmpty();
    assertThat(mini.size("720p", VideoSpec.Shape.ADAPTIVE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "image_to_video, 720p, 0, 5, 0.6000",
    "image_to_video, 480p, 0, 4, 0.2400",
    "text_to_video, 1080p, 0, 15, 4.5000",
    "extend, 1080p, 0, 5, 1.5000",
    "edit, 720p, 10, 10, 1.5000",
    "edit, 720p, 1, 4, 0.4500",
    "edit, 480p, 40, 15, 1.1250"
  })
  void pricesAreThoseOfTheSheet(
      String operation, String resolution, int input, int output, String dollars) {
    assertThat(cost(MINI, operation, resolution, input, output)).hasToString(dollars);
  }

  @ParameterizedTest
  @CsvSource({
    "text_to_video, 720p, 0, 5, 0.4000",
    "first_last_frame, 1080p, 0, 5, 0.4500",
    "edit, 720p, 10, 10, 0.9500",
    "edit, 1080p, 10, 10, 1.0500"
  })
  void turboPricesAreThoseOfTheSheet(
      String operation, String resolution, int input, int output, String dollars) {
    assertThat(cost(TURBO, operation, resolution, input, output)).hasToString(dollars);
  }

  @Test
  void aReferenceClipIsPaidForInputAndOutput() {
    Terms terms = terms(MINI, Operation.REFERENCE_TO_VIDEO);
    assertThat(Prices.of(terms, "720p", false).estimate(0.0, 5, 1)).hasToString("0.6000");
    assertThat(Prices.of(terms, "720p", true).estimate(5.0, 5, 1)).hasToString("0.7500");
  }

  @Test
  void ratesAreReadWithoutRounding() {
    Price price = Prices.of(terms(MINI, Operation.EDIT), "1080p", false);
    assertThat(Objects.requireNonNull(price.input()).perSecond()).isEqualTo("0.1875");
  }

  @Test
  void onlyEditsLeaveTheLengthToTheProvider() {
    offer(MINI)
        .terms()
        .forEach((operation, terms) ->
            assertThat(terms.seconds())
                .isEqualTo(new Terms.SecondsRange(4, 15, operation == Operation.EDIT)));
  }

  @Test
  void miniOffersEveryOperationAndTurboCannotExtend() {
    assertThat(offer(MINI).terms()).containsOnlyKeys(Operation.values());
    assertThat(offer(TURBO).terms(Operation.EXTEND)).isEmpty();
    assertThat(terms(TURBO, Operation.EDIT).resolutions()).containsExactly("720p", "1080p");
  }

  @Test
  void referencesHaveTheLimitsOfTheSheet() {
    assertThat(terms(MINI, Operation.REFERENCE_TO_VIDEO).references())
        .isEqualTo(new Terms.References(9, 3, 3, 15, false));
    assertThat(terms(MINI, Operation.EDIT).references())
        .isEqualTo(new Terms.References(9, 0, 3, 12, true));
    assertThat(terms(MINI, Operation.IMAGE_TO_VIDEO).references()).isEqualTo(Terms.References.NONE);
  }

  @Test
  void everyPriceSaysWhereItIsFrom() {
    assertThat(offer(MINI).retention()).isEqualTo(Duration.ofDays(7));
    catalog.models().stream()
        .flatMap(model -> catalog.offers(model.id()).stream())
        .flatMap(offer -> offer.terms().values().stream())
        .flatMap(terms -> terms.prices().prices().values().stream())
        .forEach(price -> assertThat(price.source()).isNotBlank());
  }

  private Usd cost(ModelId model, String operation, String resolution, int input, int output) {
    return Prices.of(terms(model, Operation.ofWord(operation).orElseThrow()), resolution, false)
        .estimate((double) input, output, 1);
  }

  private Terms terms(ModelId model, Operation operation) {
    return offer(model).terms(operation).orElseThrow();
  }

  private Offer offer(ModelId model) {
    return catalog.offer(new OfferId(WAVESPEED, model)).orElseThrow();
  }
}
