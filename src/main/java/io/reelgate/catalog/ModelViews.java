package io.reelgate.catalog;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Models as the API shows them.
final class ModelViews {
  private ModelViews() {}

  @Schema(name = "ModelList", description = "All models.")
  record PlainList(
      @Schema(description = "The word list.", requiredMode = REQUIRED, allowableValues = "list")
          String object,
      @Schema(description = "All of them.", requiredMode = REQUIRED) List<Plain> data) {}

  @Schema(name = "Model", description = "A model as every OpenAI client reads it.")
  record Plain(
      @Schema(
              description = "What to send as model.",
              requiredMode = REQUIRED,
              example = "seedance-2.0-mini")
          String id,
      @Schema(description = "The word model.", requiredMode = REQUIRED, allowableValues = "model")
          String object,
      @Schema(requiredMode = REQUIRED, description = "Unix seconds.") long created,
      @Schema(
              description = "Always reelgate: a model is served by whichever provider fits.",
              requiredMode = REQUIRED)
          @JsonProperty("owned_by")
          String ownedBy) {
    static Plain of(Model model) {
      return new Plain(model.id().value(), "model", model.created().getEpochSecond(), "reelgate");
    }
  }

  @Schema(name = "VideoModelList", description = "All models with what they can do.")
  record CapableList(
      @Schema(description = "The word list.", requiredMode = REQUIRED, allowableValues = "list")
          String object,
      @Schema(description = "All of them.", requiredMode = REQUIRED) List<Capable> data) {}

  /// What any offer of the model can do; every member is always present.
  @Schema(
      name = "VideoModel",
      description = "What any provider of the model can do; every member is always present.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Capable(
      @Schema(
              description = "What to send as model.",
              requiredMode = REQUIRED,
              example = "seedance-2.0-mini")
          String id,
      @Schema(description = "The same as id.", requiredMode = REQUIRED)
          @JsonProperty("canonical_slug")
          String canonicalSlug,
      @Schema(description = "For people.", requiredMode = REQUIRED) String name,
      @Schema(requiredMode = REQUIRED, description = "Unix seconds.") long created,
      @Schema(requiredMode = REQUIRED, description = "What it is good for.") String description,
      @Schema(
              description = "Always null.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("hugging_face_id")
          @Nullable String huggingFaceId,
      @Schema(description = "What resolution may be.", requiredMode = REQUIRED)
          @JsonProperty("supported_resolutions")
          List<String> supportedResolutions,
      @Schema(description = "What aspect_ratio may be.", requiredMode = REQUIRED)
          @JsonProperty("supported_aspect_ratios")
          List<String> supportedAspectRatios,
      @Schema(description = "What size may be.", requiredMode = REQUIRED)
          @JsonProperty("supported_sizes")
          List<String> supportedSizes,
      @Schema(description = "What seconds may be.", requiredMode = REQUIRED)
          @JsonProperty("supported_durations")
          List<Integer> supportedDurations,
      @Schema(description = "What frame_type may be.", requiredMode = REQUIRED)
          @JsonProperty("supported_frame_images")
          List<String> supportedFrameImages,
      @Schema(
              description = "Whether sound can be chosen.",
              requiredMode = REQUIRED,
              types = {"boolean", "null"})
          @JsonProperty("generate_audio")
          @Nullable Boolean generateAudio,
      @Schema(
              description = "Whether a seed is honoured.",
              requiredMode = REQUIRED,
              types = {"boolean", "null"})
          @Nullable Boolean seed,
      @Schema(
              description = "Always null.",
              requiredMode = REQUIRED,
              types = {"array", "null"})
          @Nullable List<Integer> creativity,
      @Schema(
              description = "Always null.",
              requiredMode = REQUIRED,
              types = {"object", "null"})
          @JsonProperty("upscale_factor")
          @Nullable Map<String, Integer> upscaleFactor,
      @Schema(description = "What provider.options may hold.", requiredMode = REQUIRED)
          @JsonProperty("allowed_passthrough_parameters")
          List<String> allowedPassthroughParameters,
      @Schema(
              requiredMode = REQUIRED,
              description = "The least US dollars per second of output from text, by resolution.",
              example = "{\"video-second-720p\": \"0.12\"}")
          @JsonProperty("pricing_skus")
          Map<String, String> pricingSkus,
      @Schema(description = "What it can do.", requiredMode = REQUIRED) Capabilities capabilities,
      @Schema(description = "How much it takes.", requiredMode = REQUIRED) Limits limits,
      @Schema(
              requiredMode = REQUIRED,
              description = "By provider slug, what it takes and costs there.")
          Map<String, RouteViews.Route> routes) {

    static Capable of(Model model, List<Offer> offers) {
      List<Terms> terms =
          offers.stream().flatMap(offer -> offer.terms().values().stream()).toList();
      return new Capable(
          model.id().value(),
          model.id().value(),
          model.name(),
          model.created().getEpochSecond(),
          model.description(),
          null,
          model.resolutions().stream()
              .filter(each -> anyHas(terms, Terms::resolutions, each))
              .toList(),
          model.aspectRatios(),
          sizes(model),
          durations(terms),
          frameImages(offers),
          terms.stream().anyMatch(Terms::audioChoice),
          terms.stream().anyMatch(each -> each.honours().contains(Terms.Wish.SEED)),
          null,
          null,
          terms.stream()
              .flatMap(each -> each.options().keySet().stream())
              .distinct()
              .sorted()
              .toList(),
          skus(offers),
          Capabilities.of(model, offers),
          Limits.of(model, terms),
          RouteViews.of(offers));
    }

    private static boolean anyHas(
        List<Terms> terms, Function<Terms, Collection<String>> values, String value) {
      return terms.stream().anyMatch(each -> values.apply(each).contains(value));
    }

    private static List<String> sizes(Model model) {
      return model.sizes().values().stream()
          .flatMap(table -> table.values().stream())
          .map(Size::toString)
          .toList();
    }

    private static List<Integer> durations(List<Terms> terms) {
      return terms.stream()
          .flatMap(
              each -> IntStream.rangeClosed(each.seconds().min(), each.seconds().max()).boxed())
          .distinct()
          .sorted()
          .toList();
    }

    private static List<String> frameImages(List<Offer> offers) {
      boolean first =
          offers.stream().anyMatch(each -> each.terms(Operation.IMAGE_TO_VIDEO).isPresent());
      boolean last =
          offers.stream().anyMatch(each -> each.terms(Operation.FIRST_LAST_FRAME).isPresent());
      return Stream.of(first ? "first_frame" : "", last ? "last_frame" : "")
          .filter(word -> !word.isEmpty())
          .toList();
    }

    private static Map<String, String> skus(List<Offer> offers) {
      Map<String, BigDecimal> least = new TreeMap<>();
      offers.stream()
          .flatMap(offer -> offer.terms(Operation.TEXT_TO_VIDEO).stream())
          .forEach(terms ->
              terms
                  .prices()
                  .prices()
                  .forEach((wanted, price) ->
                      least.merge(wanted.resolution(), price.outputSecond(), BigDecimal::min)));
      Map<String, String> skus = new LinkedHashMap<>();
      least.forEach(
          (resolution, price) -> skus.put("video-second-" + resolution, price.toPlainString()));
      return skus;
    }
  }

  /// @param sizes pixels by resolution and ratio; an empty table means that the provider decides
  @Schema(name = "VideoModelCapabilities", description = "What a model can do.")
  record Capabilities(
      @Schema(description = "What it can do with inputs.", requiredMode = REQUIRED)
          List<String> operations,
      @Schema(
              description =
                  "Pixels by resolution and ratio; an empty table means that the provider decides.",
              requiredMode = REQUIRED)
          Map<String, Map<String, Size>> sizes,
      @Schema(description = "What is taken when a field is left out.", requiredMode = REQUIRED)
          Defaults defaults) {
    static Capabilities of(Model model, List<Offer> offers) {
      List<String> operations =
          Stream.of(Operation.values())
              .filter(each -> offers.stream().anyMatch(offer -> offer.terms(each).isPresent()))
              .map(Operation::word)
              .toList();
      Model.Defaults usual = model.defaults();
      return new Capabilities(
          operations,
          model.sizes(),
          new Defaults(
              Integer.toString(usual.seconds()),
              usual.resolution(),
              usual.aspectRatio(),
              usual.audio()));
    }
  }

  @Schema(name = "VideoModelDefaults", description = "What is taken when a field is left out.")
  record Defaults(
      @Schema(description = "Length.", requiredMode = REQUIRED, example = "5") String seconds,
      @Schema(description = "Tier of the size.", requiredMode = REQUIRED, example = "720p")
          String resolution,
      @Schema(description = "Width to height.", requiredMode = REQUIRED, example = "16:9")
          @JsonProperty("aspect_ratio")
          String aspectRatio,
      @Schema(description = "Whether there is sound.", requiredMode = REQUIRED)
          @JsonProperty("generate_audio")
          boolean generateAudio) {}

  @Schema(name = "VideoModelLimits", description = "How much a model takes.")
  record Limits(
      @Schema(description = "Longest prompt.", requiredMode = REQUIRED)
          @JsonProperty("prompt_characters")
          int promptCharacters,
      @Schema(description = "Most pictures in input_references.", requiredMode = REQUIRED)
          @JsonProperty("reference_images")
          int referenceImages,
      @Schema(description = "Most clips in input_references.", requiredMode = REQUIRED)
          @JsonProperty("reference_videos")
          int referenceVideos,
      @Schema(description = "Most sounds in input_references.", requiredMode = REQUIRED)
          @JsonProperty("reference_audios")
          int referenceAudios,
      @Schema(description = "Most outputs of one video.", requiredMode = REQUIRED) int n) {
    static Limits of(Model model, List<Terms> terms) {
      return new Limits(
          terms.stream().mapToInt(each -> each.prompt().max()).max().orElse(model.promptLimit()),
          most(terms, Terms.References::images),
          most(terms, Terms.References::videos),
          most(terms, Terms.References::audios),
          terms.stream().mapToInt(Terms::outputs).max().orElse(1));
    }

    private static int most(List<Terms> terms, Function<Terms.References, Integer> count) {
      return terms.stream().map(Terms::references).map(count).max(Integer::compare).orElse(0);
    }
  }
}
