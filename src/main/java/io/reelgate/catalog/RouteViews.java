package io.reelgate.catalog;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.catalog.PriceTable.PriceCase;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one provider of a model can do and what it takes for it, as the API shows it.
final class RouteViews {
  private RouteViews() {}

  static Map<String, Route> of(List<Offer> offers) {
    Map<String, Route> routes = new TreeMap<>();
    offers.forEach(offer -> routes.put(offer.provider().value(), Route.of(offer)));
    return routes;
  }

  @Schema(name = "VideoModelRoute", description = "A model at one provider.")
  record Route(
      @Schema(description = "How long a result is kept.", requiredMode = REQUIRED)
          @JsonProperty("retention_seconds")
          long retentionSeconds,
      @Schema(description = "By operation, its limits and prices.", requiredMode = REQUIRED)
          Map<String, RouteOperation> operations) {
    static Route of(Offer offer) {
      Map<String, RouteOperation> operations = new TreeMap<>();
      offer
          .terms()
          .forEach(
              (operation, terms) -> operations.put(operation.word(), RouteOperation.of(terms)));
      return new Route(offer.retention().toSeconds(), operations);
    }
  }

  @Schema(
      name = "VideoModelRouteOperation",
      description = "What a provider takes for an operation.")
  record RouteOperation(
      @Schema(description = "What resolution may be.", requiredMode = REQUIRED)
          List<String> resolutions,
      @Schema(description = "What aspect_ratio may be.", requiredMode = REQUIRED)
          @JsonProperty("aspect_ratios")
          List<String> aspectRatios,
      @Schema(description = "What seconds may be.", requiredMode = REQUIRED) SecondsLimit seconds,
      @Schema(description = "Fewest and most characters of the prompt.", requiredMode = REQUIRED)
          PromptLimit prompt,
      @Schema(description = "Most of input_references.", requiredMode = REQUIRED)
          ReferenceLimit references,
      @Schema(description = "Most outputs of one video.", requiredMode = REQUIRED) int n,
      @Schema(description = "Whether sound can be chosen.", requiredMode = REQUIRED)
          @JsonProperty("generate_audio")
          boolean generateAudio,
      @Schema(
              description = "Fields that not every provider honours and this one does.",
              requiredMode = REQUIRED)
          List<String> honours,
      @Schema(description = "What provider.options may hold, with types.", requiredMode = REQUIRED)
          Map<String, String> options,
      @Schema(description = "How long a video usually takes.", requiredMode = REQUIRED)
          @JsonProperty("expected_seconds")
          long expectedSeconds,
      @Schema(description = "What it costs, case by case.", requiredMode = REQUIRED)
          List<RoutePrice> prices) {
    static RouteOperation of(Terms terms) {
      Map<String, String> options = new TreeMap<>();
      terms.options().forEach((name, type) -> options.put(name, type.word()));
      Terms.References most = terms.references();
      return new RouteOperation(
          terms.resolutions(),
          terms.aspectRatios(),
          new SecondsLimit(terms.seconds().min(), terms.seconds().max(), terms.seconds().auto()),
          new PromptLimit(terms.prompt().min(), terms.prompt().max()),
          new ReferenceLimit(most.images(), most.videos(), most.audios(), most.total()),
          terms.outputs(),
          terms.audioChoice(),
          terms.honours().stream().map(Terms.Wish::word).sorted().toList(),
          options,
          terms.expected().toSeconds(),
          RoutePrice.all(terms));
    }
  }

  @Schema(name = "SecondsLimit", description = "Lengths that can be asked for.")
  record SecondsLimit(
      @Schema(description = "Shortest, in seconds.", requiredMode = REQUIRED) int min,
      @Schema(description = "Longest, in seconds.", requiredMode = REQUIRED) int max,
      @Schema(description = "Whether auto is taken.", requiredMode = REQUIRED) boolean auto) {}

  @Schema(name = "PromptLimit", description = "Lengths of a prompt.")
  record PromptLimit(
      @Schema(description = "Fewest characters.", requiredMode = REQUIRED) int min,
      @Schema(description = "Most characters.", requiredMode = REQUIRED) int max) {}

  @Schema(name = "ReferenceLimit", description = "Most references of each kind.")
  record ReferenceLimit(
      @Schema(description = "Pictures.", requiredMode = REQUIRED) int images,
      @Schema(description = "Clips.", requiredMode = REQUIRED) int videos,
      @Schema(description = "Sounds.", requiredMode = REQUIRED) int audios,
      @Schema(description = "All together.", requiredMode = REQUIRED) int total) {}

  @Schema(name = "VideoRoutePrice", description = "What one case costs. Amounts are US dollars.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record RoutePrice(
      @Schema(description = "The case's resolution.", requiredMode = REQUIRED, example = "720p")
          String resolution,
      @Schema(
              description = "With or without sound; null where it makes no difference.",
              requiredMode = REQUIRED,
              types = {"boolean", "null"})
          @Nullable Boolean audio,
      @Schema(description = "Whether a reference is a clip.", requiredMode = REQUIRED)
          @JsonProperty("video_input")
          boolean videoInput,
      @Schema(description = "Per second of output.", requiredMode = REQUIRED, example = "0.081")
          @JsonProperty("output_second")
          String outputSecond,
      @Schema(
              description = "Per second of a source or reference clip; null where that is free.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("input_second")
          @Nullable String inputSecond,
      @Schema(description = "The least that one output costs.", requiredMode = REQUIRED)
          String minimum,
      @Schema(
              description = "How much dearer it can become than computed.",
              requiredMode = REQUIRED,
              example = "1.10")
          @JsonProperty("worst_factor")
          String worstFactor,
      @Schema(
              description = "How sure the price is.",
              requiredMode = REQUIRED,
              allowableValues = {"documented", "third_party", "guessed"})
          String certainty,
      @Schema(description = "Where the price is from.", requiredMode = REQUIRED) String source,
      @Schema(description = "Changes when the price does.", requiredMode = REQUIRED)
          String version) {

    static List<RoutePrice> all(Terms terms) {
      List<RoutePrice> all = new ArrayList<>();
      terms
          .prices()
          .prices()
          .forEach((wanted, price) -> {
            PriceCase other =
                new PriceCase(wanted.resolution(), !wanted.audio(), wanted.videoInput());
            boolean same = terms.prices().price(other).filter(price::equals).isPresent();
            if (wanted.audio() || !same) {
              all.add(of(wanted, same ? null : wanted.audio(), price));
            }
          });
      all.sort(
          Comparator.comparingInt(
                  (RoutePrice each) -> terms.resolutions().indexOf(each.resolution()))
              .thenComparing(RoutePrice::videoInput)
              .thenComparing(each -> Boolean.TRUE.equals(each.audio())));
      return all;
    }

    private static RoutePrice of(PriceCase wanted, @Nullable Boolean audio, Price price) {
      return new RoutePrice(
          wanted.resolution(),
          audio,
          wanted.videoInput(),
          word(price.outputSecond()),
          price.input() == null ? null : word(price.input().perSecond()),
          word(price.minimum()),
          word(price.worstFactor()),
          price.certainty().word(),
          price.source(),
          price.version());
    }

    private static String word(BigDecimal number) {
      return number.toPlainString();
    }
  }
}
