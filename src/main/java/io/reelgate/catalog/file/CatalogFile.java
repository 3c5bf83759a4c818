package io.reelgate.catalog.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.OptionType;
import io.reelgate.catalog.Price.Certainty;
import io.reelgate.catalog.Size;
import io.reelgate.catalog.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One file of the catalog as it is written: models, or a provider and its offers, or both.
record CatalogFile(
    @JsonSetter(nulls = Nulls.SET) @Nullable Map<String, ModelEntry> models,
    @JsonSetter(nulls = Nulls.SET) @Nullable String provider,
    @JsonSetter(nulls = Nulls.SET) @Nullable List<OfferEntry> offers) {

  Map<String, ModelEntry> modelsOrNone() {
    return Objects.requireNonNullElse(models, Map.of());
  }

  List<OfferEntry> offersOrNone() {
    return Objects.requireNonNullElse(offers, List.of());
  }

  /// @param fallback whether a request without a model means this one; exactly one model has it
  record ModelEntry(
      @JsonProperty(value = "default", required = true) boolean fallback,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String description,
      @JsonProperty(required = true) LocalDate created,
      @JsonProperty(required = true) int fps,
      @JsonProperty(required = true) int promptLimit,
      @JsonProperty(required = true) DefaultsEntry defaults,
      @JsonProperty(required = true) List<String> aspectRatios,
      @JsonProperty(required = true) Map<String, Map<String, Size>> sizes,
      @JsonSetter(nulls = Nulls.SET) @Nullable List<String> aliases) {

    List<String> aliasesOrNone() {
      return Objects.requireNonNullElse(aliases, List.of());
    }
  }

  record DefaultsEntry(
      @JsonProperty(required = true) int seconds,
      @JsonProperty(required = true) String resolution,
      @JsonProperty(required = true) String aspectRatio,
      @JsonProperty(required = true) boolean audio) {}

  /// @param retention such as {@code 7d}
  /// @param share of the requests that it takes part in, 0 to 1; 1 where it is missing
  /// @param data what becomes of what is sent; nothing is promised where it is missing
  /// @param defaults what every operation has that does not say otherwise
  record OfferEntry(
      @JsonProperty(required = true) String model,
      @JsonProperty(required = true) String retention,
      @JsonSetter(nulls = Nulls.SET) @Nullable Double share,
      @JsonSetter(nulls = Nulls.SET) @Nullable DataEntry data,
      @JsonSetter(nulls = Nulls.SET) @Nullable TermsEntry defaults,
      @JsonProperty(required = true) Map<Operation, TermsEntry> operations,
      @JsonProperty(required = true) List<PriceEntry> prices) {}

  /// @param region such as {@code eu}
  /// @param retentionDays how long prompts and inputs are kept
  /// @param training whether models are trained with them
  record DataEntry(
      @JsonSetter(nulls = Nulls.SET) @Nullable String region,
      @JsonSetter(nulls = Nulls.SET) @Nullable Integer retentionDays,
      @JsonSetter(nulls = Nulls.SET) @Nullable Boolean training) {}

  /// @param prompt the model's limit where it is missing
  /// @param frameLeads no where it is missing
  /// @param references none where it is missing
  /// @param options none where it is missing
  /// @param outputs one where it is missing
  /// @param honours nothing where it is missing
  /// @param expected such as {@code 100s}
  record TermsEntry(
      @JsonSetter(nulls = Nulls.SET) @Nullable String upstream,
      @JsonSetter(nulls = Nulls.SET) @Nullable PromptEntry prompt,
      @JsonSetter(nulls = Nulls.SET) @Nullable List<String> resolutions,
      @JsonSetter(nulls = Nulls.SET) @Nullable List<String> aspectRatios,
      @JsonSetter(nulls = Nulls.SET) @Nullable Boolean frameLeads,
      @JsonSetter(nulls = Nulls.SET) @Nullable SecondsEntry seconds,
      @JsonSetter(nulls = Nulls.SET) @Nullable Boolean audioChoice,
      @JsonSetter(nulls = Nulls.SET) @Nullable ReferencesEntry references,
      @JsonSetter(nulls = Nulls.SET) @Nullable Map<String, OptionType> options,
      @JsonSetter(nulls = Nulls.SET) @Nullable Integer outputs,
      @JsonSetter(nulls = Nulls.SET) @Nullable List<Terms.Wish> honours,
      @JsonSetter(nulls = Nulls.SET) @Nullable String expected) {
    static final TermsEntry NONE =
        new TermsEntry(null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /// @param min fewest characters
  /// @param max most characters
  record PromptEntry(
      @JsonProperty(required = true) int min, @JsonProperty(required = true) int max) {}

  record SecondsEntry(
      @JsonProperty(required = true) int min,
      @JsonProperty(required = true) int max,
      @JsonProperty(required = true) boolean auto) {}

  /// @param total most of all kinds together, where that is less than the sum
  /// @param audioAlone whether sounds may come without any image or clip; no where it is missing
  record ReferencesEntry(
      @JsonProperty(required = true) int images,
      @JsonProperty(required = true) int videos,
      @JsonProperty(required = true) int audios,
      @JsonSetter(nulls = Nulls.SET) @Nullable Integer total,
      @JsonSetter(nulls = Nulls.SET) @Nullable Boolean audioAlone) {}

  /// A rule for all cases that it does not exclude.
  ///
  /// @param operations all where it is missing
  /// @param audio with and without sound where it is missing
  /// @param videoInput with and without a clip among the references where it is missing
  /// @param outputPerSecond dollars by resolution, and so the resolutions of the rule
  /// @param minimum least dollars of one output; none where it is missing
  /// @param worstFactor how much dearer than listed it can become; 1 where it is missing
  record PriceEntry(
      @JsonSetter(nulls = Nulls.SET) @Nullable List<Operation> operations,
      @JsonSetter(nulls = Nulls.SET) @Nullable Boolean audio,
      @JsonSetter(nulls = Nulls.SET) @Nullable Boolean videoInput,
      @JsonProperty(required = true) Map<String, BigDecimal> outputPerSecond,
      @JsonSetter(nulls = Nulls.SET) @Nullable InputEntry input,
      @JsonSetter(nulls = Nulls.SET) @Nullable BigDecimal minimum,
      @JsonSetter(nulls = Nulls.SET) @Nullable BigDecimal worstFactor,
      @JsonProperty(required = true) Certainty certainty,
      @JsonProperty(required = true) String source) {}

  /// @param onlyWorst whether the input counts in the worst case alone; no where it is missing
  record InputEntry(
      @JsonProperty(required = true) int minSeconds,
      @JsonProperty(required = true) int maxSeconds,
      @JsonProperty(required = true) Map<String, BigDecimal> perSecond,
      @JsonSetter(nulls = Nulls.SET) @Nullable Boolean onlyWorst) {}
}
