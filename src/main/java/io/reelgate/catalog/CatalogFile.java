package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One file of the catalog as it is written: models, or a provider and its offers, or both.
record CatalogFile(
    @JsonSetter(nulls = Nulls.SET) @Nullable Map<String, ModelEntry> models,
    @JsonSetter(nulls = Nulls.SET) @Nullable String provider,
    @JsonSetter(nulls = Nulls.SET) @Nullable List<OfferEntry> offers) {

  Map<String, ModelEntry> modelsOrNone() {
    return models == null ? Map.of() : models;
  }

  List<OfferEntry> offersOrNone() {
    return offers == null ? List.of() : offers;
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
      return aliases == null ? List.of() : aliases;
    }
  }

  record DefaultsEntry(
      @JsonProperty(required = true) int seconds,
      @JsonProperty(required = true) String resolution,
      @JsonProperty(required = true) String aspectRatio,
      @JsonProperty(required = true) boolean audio) {}

  /// @param retention such as {@code 7d}
  record OfferEntry(
      @JsonProperty(required = true) String model,
      @JsonProperty(required = true) String retention,
      @JsonProperty(required = true) Map<Operation, TermsEntry> operations) {}

  /// @param expected such as {@code 100s}
  record TermsEntry(
      @JsonProperty(required = true) String upstream,
      @JsonProperty(required = true) List<String> resolutions,
      @JsonProperty(required = true) List<String> aspectRatios,
      @JsonProperty(required = true) SecondsEntry seconds,
      @JsonProperty(required = true) boolean audioChoice,
      @JsonSetter(nulls = Nulls.SET) @Nullable ReferencesEntry references,
      @JsonSetter(nulls = Nulls.SET) @Nullable Map<String, OptionType> options,
      @JsonSetter(nulls = Nulls.SET) @Nullable Integer outputs,
      @JsonSetter(nulls = Nulls.SET) @Nullable List<Terms.Wish> honours,
      @JsonProperty(required = true) String expected,
      @JsonProperty(required = true) PriceEntry price,
      @JsonSetter(nulls = Nulls.SET) @Nullable PriceEntry priceWithVideo) {

    Map<String, OptionType> optionsOrNone() {
      return options == null ? Map.of() : options;
    }

    List<Terms.Wish> honoursOrNone() {
      return honours == null ? List.of() : honours;
    }

    int outputsOrOne() {
      return outputs == null ? 1 : outputs;
    }
  }

  record SecondsEntry(
      @JsonProperty(required = true) int min,
      @JsonProperty(required = true) int max,
      @JsonProperty(required = true) boolean auto) {}

  record ReferencesEntry(
      @JsonProperty(required = true) int images,
      @JsonProperty(required = true) int videos,
      @JsonProperty(required = true) int audios) {}

  record PriceEntry(
      @JsonSetter(nulls = Nulls.SET) @Nullable InputEntry input,
      @JsonProperty(required = true) Map<String, BigDecimal> outputPerSecond,
      @JsonProperty(required = true) String source) {}

  record InputEntry(
      @JsonProperty(required = true) int minSeconds,
      @JsonProperty(required = true) int maxSeconds,
      @JsonProperty(required = true) Map<String, BigDecimal> perSecond) {}
}
