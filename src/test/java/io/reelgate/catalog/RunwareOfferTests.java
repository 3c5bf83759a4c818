package io.reelgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.file.Catalogs;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The offer against the provider's sheet.
class RunwareOfferTests {
  private static final ModelId MINI = new ModelId("seedance-2.0-mini");
  private static final ProviderId RUNWARE = new ProviderId("runware");

  private final Catalog catalog = Catalogs.shipped();
  private final Offer offer = catalog.offer(new OfferId(RUNWARE, MINI)).orElseThrow();

  @Test
  void onlyMiniIsSoldAndNothingStartsFromAClip() {
    assertThat(catalog.offer(new OfferId(RUNWARE, new ModelId("seedance-2.0-mini-turbo"))))
        .isEmpty();
    assertThat(offer.terms())
        .containsOnlyKeys(
            Operation.TEXT_TO_VIDEO,
            Operation.IMAGE_TO_VIDEO,
            Operation.FIRST_LAST_FRAME,
            Operation.REFERENCE_TO_VIDEO);
    assertThat(offer.retention()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void everyOperationHasTheLimitsOfTheSheet() {
    offer
        .terms()
        .forEach((operation, terms) -> {
          assertThat(terms.upstream()).isEqualTo("bytedance:seedance@2.0-mini");
          assertThat(terms.resolutions()).containsExactly("480p", "720p");
          assertThat(terms.seconds()).isEqualTo(new Terms.SecondsRange(4, 15, false));
          assertThat(terms.outputs()).isEqualTo(4);
          assertThat(terms.prompt()).isEqualTo(new Terms.PromptLength(2, 10_000));
          assertThat(terms.options())
              .containsOnlyKeys("outputQuality", "safety", "ttl", "uploadEndpoint");
          assertThat(terms.honours()).isEmpty();
          assertThat(terms.references())
              .isEqualTo(
                  operation == Operation.REFERENCE_TO_VIDEO
                      ? new Terms.References(9, 3, 3, 15, false)
                      : Terms.References.NONE);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "480p, 4, 1, 0.1440, 0.1584",
    "720p, 5, 1, 0.4050, 0.4455",
    "720p, 15, 1, 1.2150, 1.3365",
    "720p, 15, 4, 4.8600, 5.3460"
  })
  void theListPriceIsExpectedAndATenthMoreIsFeared(
      String resolution, int seconds, int outputs, String estimate, String worst) {
    for (Terms terms : offer.terms().values()) {
      Price price = Prices.of(terms, resolution, false);
      assertThat(price.estimate(0.0, seconds, outputs)).hasToString(estimate);
      assertThat(price.worst(0.0, seconds, outputs)).hasToString(worst);
    }
  }

  @Test
  void aReferenceClipIsFearedToBeBilledToo() {
    Terms terms = offer.terms(Operation.REFERENCE_TO_VIDEO).orElseThrow();
    assertThat(Prices.of(terms, "480p", true).estimate(15.0, 4, 1)).hasToString("0.1720");
    assertThat(Prices.of(terms, "480p", true).worst(15.0, 4, 1)).hasToString("0.8987");
    assertThat(Prices.of(terms, "720p", true).worst(5.0, 5, 1)).hasToString("1.0560");
  }

  /// What is charged by pixels and frames never exceeds the worst case, for any size and length.
  @Test
  void theRealChargeIsNeverAboveTheWorstCase() {
    Terms terms = offer.terms(Operation.TEXT_TO_VIDEO).orElseThrow();
    Map<String, Map<String, Size>> sizes = catalog.defaultModel().sizes();
    for (String resolution : terms.resolutions()) {
      for (Size size : Objects.requireNonNull(sizes.get(resolution)).values()) {
        for (int seconds = 4; seconds <= 15; seconds++) {
          assertThat(charge(size, seconds))
              .as("%s for %d seconds", size, seconds)
              .isLessThanOrEqualTo(
                  Prices.of(terms, resolution, false).worst(0.0, seconds, 1).dollars());
        }
      }
    }
  }

  private static BigDecimal charge(Size size, int seconds) {
    return BigDecimal.valueOf((long) size.width() * size.height() * (24L * seconds + 1))
        .multiply(new BigDecimal("3.75"))
        .divide(BigDecimal.valueOf(1_024_000_000L));
  }
}
