package io.reelgate.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

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
          operations:
            edit:
              upstream: acme/edit
              resolutions: [720p, 1080p]
              aspect-ratios: [adaptive, "16:9"]
              seconds: {min: 4, max: 15, auto: true}
              audio-choice: true
              references: {images: 9, videos: 0, audios: 3}
              options: {}
              expected: 100s
              price:
                input: {min-seconds: 2, max-seconds: 15, per-second: {720p: 0.1, 1080p: 0.2}}
                output-per-second: {720p: 0.1, 1080p: 0.2}
                source: made up
      """;

  @Test
  void aValidCatalogLoads() {
    assertThat(load(MODELS, OFFERS, Map.of()).offers(new ModelId("one"))).hasSize(1);
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
        "{images: 9             | {pictures: 1, images: 9 | pictures",
        "upstream: acme/edit    |                       | upstream",
        "upstream: acme/edit    | upstream:             | upstream",
        "upstream: acme/edit    | upstream: ''          | upstream is empty",
        "model: one             | model: two            | there is no model two",
        "{720p: 0.1, 1080p: 0.2}}| {720p: 0.1}}        | input.per-second has no rate for 1080p",
        "output-per-second: {720p: 0.1, 1080p: 0.2}| output-per-second: {720p: 0.1}| has no rate for 1080p",
        "output-per-second: {720p: 0.1| output-per-second: {720p: -0.1| 720p is negative",
        "output-per-second: {720p| output-per-second: {480p: 0.1, 720p| which is not offered",
        "output-per-second: {720p: 0.1| output-per-second: {720p: cheap| output-per-second",
        "source: made up        | source: ''            | source is empty",
        "[720p, 1080p]          | [720p, 1080p, 4k]     | 4k, which the model does not have",
        "[720p, 1080p]          | []                    | resolutions is empty",
        "[720p, 1080p]          | [720p, 720p]          | resolutions names a value twice",
        "[720p, 1080p]          | [720p, null]          | resolutions",
        "[adaptive, \"16:9\"]   | [adaptive, \"5:9\"]   | 5:9, which the model does not have",
        "min: 4                 | min: 16               | min <= max",
        "min: 4                 | min: 4.5              | min",
        "auto: true             | auto: perhaps         | auto",
        "expected: 100s         | expected: soon        | no duration",
        "expected: 100s         | expected: -1s         | no duration",
        "videos: 0              | videos: 1             | price-with-video is missing",
        "images: 9              | images: -1            | must not be negative",
        "min-seconds: 2         | min-seconds: 20       | min-seconds <= max-seconds",
        "edit:                  | remake:               | remake",
        "provider: acme         |                       | offers need a provider",
        "offers:                | offers: {             | line",
        "min: 4                 | min: 4, min: 4        | uplicate"
      })
  void aBadOfferIsRefusedWithFileAndReason(String good, String bad, String reason) {
    assertRefused(MODELS, replaced(OFFERS, good, bad), "catalog/offers.yml: ", reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fps: 24           | fps: 0                | fps must be positive",
        "{seconds: 5       | {color: red, seconds: 5 | color",
        "1280x720          | 1280xbig              | no size",
        "\"1:1\": 960x960  | \"4:3\": 960x960      | a size for every aspect ratio or for none",
        "resolution: 720p  | resolution: 480p      | 480p",
        "\"16:9\", audio   | \"9:16\", audio       | 9:16",
        "created: 2026-11-20| created: lately      | created",
        "prompt-limit: 100 | prompt-limit: 0       | prompt-limit must be positive"
      })
  void aBadModelIsRefusedWithFileAndReason(String good, String bad, String reason) {
    assertRefused(replaced(MODELS, good, bad), OFFERS, "catalog/models.yml: ", reason);
  }

  @Test
  void theSameOfferInTwoFilesIsRefused() {
    assertThatThrownBy(() ->
            new CatalogLoader()
                .load(
                    List.of(
                        file("models.yml", MODELS), file("a.yml", OFFERS), file("b.yml", OFFERS)),
                    Map.of()))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessage("catalog/b.yml: offer acme/one is there twice");
  }

  @Test
  void exactlyOneModelIsTheDefault() {
    String none = MODELS.replace("default: true", "default: false");
    assertRefused(none, OFFERS, "catalog/*.yml: ", "exactly one model must be the default");
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

  private static void assertRefused(String models, String offers, String file, String reason) {
    assertThatThrownBy(() -> load(models, offers, Map.of()))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageStartingWith(file)
        .hasMessageContaining(reason)
        .message()
        .hasLineCount(1);
  }

  private static String replaced(String text, String good, @Nullable String bad) {
    assertThat(text).contains(good);
    return text.replace(good, bad == null ? "" : bad);
  }

  private static Catalog load(String models, String offers, Map<String, String> aliases) {
    return new CatalogLoader()
        .load(Stream.of(file("models.yml", models), file("offers.yml", offers)).toList(), aliases);
  }

  private static Resource file(String name, String content) {
    return new ByteArrayResource(content.getBytes(UTF_8)) {
      @Override
      public String getFilename() {
        return name;
      }
    };
  }
}
