package io.reelgate.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.Model;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.PriceTable;
import io.reelgate.catalog.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each test changes one place of a small valid catalog.
class CatalogLoaderTests {
  private static final String MODELS =
      """
      models:
        one:
          default: true
          name: One
          description: The only one.
          created: 2026-11-20
          fps: 24
          prompt-limit: 100
          defaults: {seconds: 5, resolution: 720p, aspect-ratio: "16:9", audio: true}
          aspect-ratios: ["16:9", "1:1"]
          sizes:
            720p: {"16:9": 1280x720, "1:1": 960x960}
            1080p: {}
          aliases: []
      """;
  private static final String OFFERS =
      """
      provider: acme
      offers:
        - model: one
          retention: 7d
          defaults:
            resolutions: [720p, 1080p]
            aspect-ratios: [adaptive, "16:9"]
            seconds: {min: 4, max: 15, auto: true}
            audio-choice: true
            expected: 100s
          operations:
            edit:
              upstream: acme/edit
              references: {images: 9, videos: 0, audios: 3, total: 10, audio-alone: true}
              outputs: 2
              options: {}
              prompt: {min: 2, max: 50}
            reference_to_video:
              upstream: acme/refer
              seconds: {min: 5, max: 10, auto: false}
              references: {images: 9, videos: 1, audios: 0}
          prices:
            - operations: [edit]
              output-per-second: {720p: 0.1, 1080p: 0.2}
              input: {min-seconds: 2, max-seconds: 15, per-second: {720p: 0.1, 1080p: 0.2}}
              worst-factor: 1.5
              minimum: 0.05
              certainty: guessed
              source: made up
            - operations: [reference_to_video]
              video-input: false
              audio: true
              output-per-second: {720p: 0.3, 1080p: 0.4}
              certainty: documented
              source: made up
            - operations: [reference_to_video]
              video-input: false
              audio: false
              output-per-second: {720p: 0.25, 1080p: 0.35}
              certainty: documented
              source: made up
            - operations: [reference_to_video]
              video-input: true
              output-per-second: {720p: 0.5, 1080p: 0.6}
              certainty: documented
              source: made up
      """;

  @Test
  void aValidCatalogLoads() {
    Offer offer = offer(OFFERS);
    Terms edit = terms(offer, Operation.EDIT);
    assertThat(offer.retention()).isEqualTo(Duration.ofDays(7));
    assertThat(edit.prompt()).isEqualTo(new Terms.PromptLength(2, 50));
    assertThat(edit.outputs()).isEqualTo(2);
    assertThat(edit.references()).isEqualTo(new Terms.References(9, 0, 3, 10, true));
    assertThat(edit.resolutions()).containsExactly("720p", "1080p");
    assertThat(edit.seconds()).isEqualTo(new Terms.SecondsRange(4, 15, true));
  }

  @Test
  void anOperationSaysWhatItDoesUnlikeTheOthers() {
    Terms terms = terms(offer(OFFERS), Operation.REFERENCE_TO_VIDEO);
    assertThat(terms.seconds()).isEqualTo(new Terms.SecondsRange(5, 10, false));
    assertThat(terms.prompt()).isEqualTo(new Terms.PromptLength(1, 100));
    assertThat(terms.references()).isEqualTo(new Terms.References(9, 1, 0, 10, false));
  }

  @ParameterizedTest
  @CsvSource({"720p, true, false, 0.3", "720p, false, false, 0.25", "1080p, true, true, 0.6"})
  void eachCaseHasTheRuleThatIsMadeForIt(
      String resolution, boolean audio, boolean videoInput, String dollars) {
    PriceTable prices = terms(offer(OFFERS), Operation.REFERENCE_TO_VIDEO).prices();
    Price price =
        prices.price(new PriceTable.PriceCase(resolution, audio, videoInput)).orElseThrow();
    assertThat(price.outputSecond()).isEqualByComparingTo(dollars);
  }

  @Test
  void aPriceHasAWorstCaseAndAMinimum() {
    Price price = editPrice(OFFERS);
    assertThat(price.estimate(10.0, 5, 1)).hasToString("1.5000");
    assertThat(price.worst(10.0, 5, 1)).hasToString("2.2500");
    assertThat(price.estimate(null, 5, 1)).hasToString("2.0000");
    Price certain = editPrice(replaced(OFFERS, "        worst-factor: 1.5\n", null));
    assertThat(certain.worst(10.0, 5, 1)).hasToString("1.5000");
    Price feared =
        editPrice(replaced(OFFERS, "{min-seconds: 2", "{only-worst: true, min-seconds: 2"));
    assertThat(feared.estimate(10.0, 5, 1)).hasToString("0.5000");
    assertThat(feared.worst(10.0, 5, 1)).hasToString("2.2500");
    Price dear = editPrice(replaced(OFFERS, "minimum: 0.05", "minimum: 7"));
    assertThat(dear.estimate(10.0, 5, 2)).hasToString("14.0000");
  }

  @Test
  void aPriceHasANewVersionWhenItsFiguresChange() {
    String version = editPrice(OFFERS).version();
    assertThat(editPrice(replaced(OFFERS, "source: made up", "source: heard")).version())
        .isEqualTo(version);
    assertThat(editPrice(replaced(OFFERS, "minimum: 0.05", "minimum: 0.050")).version())
        .isEqualTo(version);
    for (String[] change :
        new String[][] {
          {"minimum: 0.05", "minimum: 0.06"},
          {"worst-factor: 1.5", "worst-factor: 1.6"},
          {"min-seconds: 2", "min-seconds: 3"},
          {"per-second: {720p: 0.1, 1080p: 0.2}}", "per-second: {720p: 0.11, 1080p: 0.2}}"},
          {"{min-seconds: 2", "{only-worst: true, min-seconds: 2"}
        }) {
      assertThat(editPrice(replaced(OFFERS, change[0], change[1])).version())
          .as(change[1])
          .isNotEqualTo(version);
    }
  }

  @Test
  void anAliasFindsItsModelAndOffers() {
    Catalog catalog = load(MODELS, OFFERS, Map.of("sora-2", "one"));
    assertThat(catalog.model(new ModelId("sora-2")).map(Model::id)).contains(new ModelId("one"));
    assertThat(catalog.offers(new ModelId("sora-2"))).hasSize(1);
    assertThat(catalog.model(new ModelId("sora-3"))).isEmpty();
    assertThat(catalog.offers(new ModelId("sora-3"))).isEmpty();
  }

  @Test
  void anAliasMayStandInTheFile() {
    String models = MODELS.replace("aliases: []", "aliases: [sora-2]");
    assertThat(load(models, OFFERS, Map.of()).model(new ModelId("sora-2"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{images: 9, videos: 0 | {pictures: 1, images: 9, videos: 0 | line 14 | offers[0].operations.edit.references.pictures: is no key here; the keys are audio-alone, audios, images, total, videos",
        "upstream: acme/edit    | audio-choice: true    | line 12 | offers[0].operations.edit.upstream is missing",
        "upstream: acme/edit    | upstream:             | line 13 | upstream",
        "upstream: acme/edit    | upstream: ''          | line 13 | offers[0].operations.edit.upstream is empty",
        "model: one             | model: two            | line 3 | there is no such model",
        "{720p: 0.1, 1080p: 0.2}}| {720p: 0.1}}        | line 25 | offers[0].prices[0].input.per-second must have the resolutions",
        "output-per-second: {720p: 0.1, 1080p: 0.2}| output-per-second: {720p: 0.1}| line 25 | resolutions of output-per-second",
        "output-per-second: {720p: 0.5, 1080p: 0.6}| output-per-second: {720p: 0.5}| line 22 | offers[0].prices has no price for reference_to_video in 1080p with sound from a reference clip",
        "output-per-second: {720p: 0.5, 1080p: 0.6}| output-per-second: {}| line 44 | offers[0].prices[3].output-per-second is empty",
        "{720p: 0.5, 1080p: 0.6}| {480p: 1, 720p: 0.5, 1080p: 0.6} | line 44 | offers[0].prices[3].output-per-second.480p is a price of nothing",
        "output-per-second: {720p: 0.1| output-per-second: {720p: -0.1| line 24 | offers[0].prices[0].output-per-second.720p is negative",
        "output-per-second: {720p: 0.1| output-per-second: {720p: cheap| line 24 | output-per-second",
        "audio: false           | audio: true           | line 36 | offers[0].prices[2] overlaps offers[0].prices[1] for reference_to_video in 720p with sound",
        "operations: [edit]     | operations: [edit, reference_to_video]| line 42 | offers[0].prices[3] overlaps offers[0].prices[0] for reference_to_video in 720p with sound from a reference clip",
        "operations: [edit]     | operations: [edit, edit]| line 23 | names a value twice",
        "operations: [edit]     | operations: [remake]  | line 23 | remake",
        "minimum: 0.05          | minimum: -0.05        | line 27 | offers[0].prices[0].minimum is negative",
        "worst-factor: 1.5      | worst-factor: 0.99    | line 26 | worst-factor is less than 1",
        "certainty: guessed     | certainty: hoped      | line 28 | hoped",
        "source: made up        | source: ''            | line 29 | source is empty",
        "[720p, 1080p]          | [720p, 1080p, 4k]     | line 6 | offers[0].defaults.resolutions has 4k, which the model does not have",
        "[720p, 1080p]          | []                    | line 6 | resolutions is empty",
        "[720p, 1080p]          | [720p, 720p]          | line 6 | resolutions names a value twice",
        "[720p, 1080p]          | [720p, null]          | line 6 | resolutions",
        "[adaptive, \"16:9\"]   | [adaptive, \"5:9\"]   | line 7 | 5:9, which the model does not have",
        "min: 4                 | min: 16               | line 8 | min <= max",
        "min: 5                 | min: 11               | line 20 | min <= max",
        "min: 4                 | min: 4.5              | line 8 | min",
        "auto: true             | auto: perhaps         | line 8 | auto",
        "prompt: {min: 2        | prompt: {min: 0       | line 17 | prompt must be positive",
        "outputs: 2             | outputs: 5            | line 15 | outputs must be 1 to 4",
        "options: {}            | options: {knob: tiny} | line 16 | tiny",
        "expected: 100s         | expected: soon        | line 10 | no duration",
        "expected: 100s         | expected: -1s         | line 10 | expected must be positive",
        "retention: 7d          | retention: 7x         | line 4 | no duration",
        "images: 9, videos: 0   | images: -1, videos: 0 | line 14 | must not be negative",
        "total: 10              | total: 13             | line 14 | references.total must be positive and not more",
        "references: {images: 9, videos: 1, audios: 0}| outputs: 1 | line 18 | references is missing",
        "min-seconds: 2         | min-seconds: 20       | line 25 | min-seconds <= max-seconds",
        "    edit:              |     remake:           | line 12 | remake",
        "provider: acme         |                       | line 2 | offers need a provider",
        "offers:                | offers: {             | line | line",
        "min: 4                 | min: 4, min: 4        | line 8 | uplicate"
      })
  void aBadOfferIsRefusedWithFileLineAndReason(
      String good, String bad, String line, String reason) {
    assertRefused(MODELS, replaced(OFFERS, good, bad), "catalog/offers.yml: ", line, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fps: 24           | fps: 0                | line 7 | fps must be positive",
        "{seconds: 5       | {color: red, seconds: 5 | line 9 | color",
        "1280x720          | 1280xbig              | line 12 | no size",
        "\"1:1\": 960x960  | \"4:3\": 960x960      | line 12 | a size for every aspect ratio or for none",
        "resolution: 720p  | resolution: 480p      | line 9 | 480p",
        "\"16:9\", audio   | \"9:16\", audio       | line 9 | 9:16",
        "created: 2026-11-20| created: lately      | line 6 | created",
        "prompt-limit: 100 | prompt-limit: 0       | line 8 | prompt-limit must be positive"
      })
  void aBadModelIsRefusedWithFileLineAndReason(
      String good, String bad, String line, String reason) {
    assertRefused(replaced(MODELS, good, bad), OFFERS, "catalog/models.yml: ", line, reason);
  }

  @Test
  void theSameOfferInTwoFilesIsRefused() {
    assertThatThrownBy(() ->
            new CatalogLoader()
                .load(
                    List.of(
                        text("models.yml", MODELS), text("a.yml", OFFERS), text("b.yml", OFFERS)),
                    Map.of()))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessage("catalog/b.yml: line 3: offers[0] is there twice: acme/one");
  }

  @Test
  void exactlyOneModelIsTheDefault() {
    String none = MODELS.replace("default: true", "default: false");
    assertRefused(none, OFFERS, "catalog/*.yml", "", "exactly one model must be the default");
  }

  @Test
  void anAliasOfAnUnknownModelIsRefused() {
    assertThatThrownBy(() -> load(MODELS, OFFERS, Map.of("sora-2", "two")))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContaining("there is no model two");
  }

  @Test
  void anAliasMustNotHideAModel() {
    assertThatThrownBy(() -> load(MODELS, OFFERS, Map.of("one", "one")))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContaining("the alias one is the id of a model");
  }

  private static void assertRefused(
      String models, String offers, String file, String line, String reason) {
    assertThatThrownBy(() -> load(models, offers, Map.of()))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageStartingWith(file)
        .hasMessageContaining(line + (line.matches(".*\\d") ? ":" : ""))
        .hasMessageContaining(reason)
        .message()
        .hasLineCount(1);
  }

  private static Price editPrice(String offers) {
    return terms(offer(offers), Operation.EDIT)
        .prices()
        .price(new PriceTable.PriceCase("720p", true, false))
        .orElseThrow();
  }

  private static Terms terms(Offer offer, Operation operation) {
    return offer.terms(operation).orElseThrow();
  }

  private static Offer offer(String offers) {
    return load(MODELS, offers, Map.of()).offers(new ModelId("one")).getFirst();
  }

  private static String replaced(String text, String good, @Nullable String bad) {
    assertThat(text).contains(good);
    return text.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad == null ? "" : bad));
  }

  private static Catalog load(String models, String offers, Map<String, String> aliases) {
    return new CatalogLoader()
        .load(List.of(text("models.yml", models), text("offers.yml", offers)), aliases);
  }

  private static CatalogText text(String name, String yaml) {
    return new CatalogText("catalog/" + name, yaml);
  }
}
