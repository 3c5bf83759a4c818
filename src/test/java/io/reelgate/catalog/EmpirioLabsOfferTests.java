package io.reelgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.file.Catalogs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The offers against the worked examples of the provider's sheet.
class EmpirioLabsOfferTests {
  private static final ProviderId EMPIRIOLABS = new ProviderId("empiriolabs");
  private static final ModelId MINI = new ModelId("seedance-2.0-mini");
  private static final ModelId TURBO = new ModelId("seedance-2.0-mini-turbo");

  private final Catalog catalog = Catalogs.shipped();
  private final Offer offer = catalog.offer(new OfferId(EMPIRIOLABS, MINI)).orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "text_to_video, 480p, 4, 0.2800",
    "text_to_video, 720p, 5, 0.7500",
    "text_to_video, 720p, 15, 2.2500",
    "image_to_video, 480p, 15, 1.0500",
    "first_last_frame, 720p, 6, 0.9000",
    "reference_to_video, 720p, 5, 0.7500",
    "edit, 720p, 5, 1.7950",
    "extend, 720p, 5, 1.7950",
    "extend, 480p, 4, 0.6680"
  })
  void pricesAreThoseOfTheSheet(String operation, String resolution, int seconds, String dollars) {
    Terms terms = offer.terms(Operation.ofWord(operation).orElseThrow()).orElseThrow();
    Price price = Prices.of(terms, resolution, false);
    assertThat(price.estimate(9.0, seconds, 1)).hasToString(dollars);
  }

  @Test
  void aReferenceClipHasTheRateOfVideoInput() {
    Terms terms = offer.terms(Operation.REFERENCE_TO_VIDEO).orElseThrow();
    assertThat(Prices.of(terms, "480p", true).estimate(15.0, 4, 1)).hasToString("0.6680");
    assertThat(Prices.of(terms, "720p", true).estimate(15.0, 5, 1)).hasToString("1.7950");
  }

  @Test
  void aClipIsFearedToBeBilledToo() {
    Terms terms = offer.terms(Operation.EDIT).orElseThrow();
    assertThat(Prices.of(terms, "720p", false).worst(null, 5, 1)).hasToString("7.1800");
    assertThat(Prices.of(terms, "720p", false).worst(2.0, 5, 1)).hasToString("2.5130");
  }

  @Test
  void everyOperationHasTheSameLimits() {
    assertThat(offer.terms()).containsOnlyKeys(Operation.values());
    assertThat(offer.terms().values())
        .allSatisfy(terms -> {
          assertThat(terms.upstream()).isEqualTo("seedance-2-0-mini");
          assertThat(terms.resolutions()).containsExactly("480p", "720p");
          assertThat(terms.seconds()).isEqualTo(new Terms.SecondsRange(4, 15, true));
          assertThat(terms.honours()).containsExactly(Terms.Wish.NEGATIVE_PROMPT);
          assertThat(terms.options()).isEmpty();
          assertThat(terms.outputs()).isEqualTo(1);
          assertThat(terms.audioChoice()).isTrue();
        });
    assertThat(catalog.offer(new OfferId(EMPIRIOLABS, TURBO))).isEmpty();
  }

  @Test
  void anInputMayLeadTheShapeAndATextCannot() {
    offer
        .terms()
        .forEach((operation, terms) ->
            assertThat(terms.aspectRatios().contains(VideoSpec.Shape.ADAPTIVE))
                .isEqualTo(operation != Operation.TEXT_TO_VIDEO));
  }

  @Test
  void oneImageOrOneClipMayBeAReference() {
    offer
        .terms()
        .forEach((operation, terms) ->
            assertThat(terms.references())
                .isEqualTo(
                    operation == Operation.REFERENCE_TO_VIDEO
                        ? new Terms.References(1, 1, 0, 1, false)
                        : Terms.References.NONE));
  }

  @Test
  void aFileIsKeptForAWeek() {
    assertThat(offer.retention()).isEqualTo(Duration.ofDays(7));
  }
}
