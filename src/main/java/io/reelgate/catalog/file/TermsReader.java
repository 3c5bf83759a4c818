package io.reelgate.catalog.file;

import io.reelgate.catalog.Model;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.PriceTable;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.file.CatalogFile.TermsEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks one operation of an offer. What the operation leaves out is taken from the offer's
/// defaults.
final class TermsReader {
  private static final int MOST_OUTPUTS = 4;

  private final Place place;
  private final Operation operation;
  private final TermsEntry own;
  private final TermsEntry defaults;
  private final Model model;

  TermsReader(Place place, Operation operation, TermsEntry own, TermsEntry defaults, Model model) {
    this.place = place;
    this.operation = operation;
    this.own = own;
    this.defaults = defaults;
    this.model = model;
  }

  Terms terms(PriceTable prices) {
    return new Terms(
        upstream(),
        prompt(),
        resolutions(),
        aspectRatios(),
        optional(TermsEntry::frameLeads, false),
        seconds(),
        required("audio-choice", TermsEntry::audioChoice),
        references(),
        optional(TermsEntry::options, Map.of()),
        outputs(),
        Set.copyOf(optional(TermsEntry::honours, List.of())),
        at("expected", TermsEntry::expected).duration(required("expected", TermsEntry::expected)),
        prices);
  }

  private String upstream() {
    String upstream = required("upstream", TermsEntry::upstream);
    at("upstream", TermsEntry::upstream).check(!upstream.isBlank(), "is empty");
    return upstream;
  }

  private Terms.PromptLength prompt() {
    var prompt = optional(TermsEntry::prompt, new CatalogFile.PromptEntry(1, model.promptLimit()));
    at("prompt", TermsEntry::prompt)
        .check(0 < prompt.min() && prompt.min() <= prompt.max(), "must be positive and min <= max");
    return new Terms.PromptLength(prompt.min(), Math.min(prompt.max(), model.promptLimit()));
  }

  List<String> resolutions() {
    Place there = at("resolutions", TermsEntry::resolutions);
    List<String> resolutions = required("resolutions", TermsEntry::resolutions);
    there.filled(resolutions);
    for (String resolution : resolutions) {
      there.check(
          model.sizes().containsKey(resolution),
          "has " + resolution + ", which the model does not have");
    }
    return resolutions;
  }

  private List<String> aspectRatios() {
    Place there = at("aspect-ratios", TermsEntry::aspectRatios);
    List<String> ratios = required("aspect-ratios", TermsEntry::aspectRatios);
    there.filled(ratios);
    for (String ratio : ratios) {
      there.check(
          ratio.equals(VideoSpec.Shape.ADAPTIVE) || model.aspectRatios().contains(ratio),
          "has " + ratio + ", which the model does not have");
    }
    return ratios;
  }

  private int outputs() {
    int outputs = optional(TermsEntry::outputs, 1);
    at("outputs", TermsEntry::outputs)
        .check(0 < outputs && outputs <= MOST_OUTPUTS, "must be 1 to " + MOST_OUTPUTS);
    return outputs;
  }

  private Terms.SecondsRange seconds() {
    CatalogFile.SecondsEntry seconds = required("seconds", TermsEntry::seconds);
    at("seconds", TermsEntry::seconds)
        .check(
            0 < seconds.min() && seconds.min() <= seconds.max(), "must be positive and min <= max");
    return new Terms.SecondsRange(seconds.min(), seconds.max(), seconds.auto());
  }

  Terms.References references() {
    Place there = at("references", TermsEntry::references);
    CatalogFile.ReferencesEntry most = either(TermsEntry::references);
    if (most == null) {
      there.check(operation != Operation.REFERENCE_TO_VIDEO, "is missing");
      return Terms.References.NONE;
    }
    there.check(
        most.images() >= 0 && most.videos() >= 0 && most.audios() >= 0, "must not be negative");
    int sum = most.images() + most.videos() + most.audios();
    int total = Objects.requireNonNullElse(most.total(), sum);
    there
        .at("total")
        .check(0 < total && total <= sum, "must be positive and not more than all kinds together");
    return new Terms.References(
        most.images(), most.videos(), most.audios(), total, Boolean.TRUE.equals(most.audioAlone()));
  }

  /// Where a value is written, or would have to be.
  private <T> Place at(String name, Function<TermsEntry, @Nullable T> value) {
    return value.apply(own) == null && value.apply(defaults) != null
        ? defaultsPlace().at(name)
        : place.at(name);
  }

  private Place defaultsPlace() {
    List<Object> steps = place.steps();
    return new Place(steps.subList(0, steps.size() - 2)).at("defaults");
  }

  private <T> @Nullable T either(Function<TermsEntry, @Nullable T> value) {
    T mine = value.apply(own);
    return mine == null ? value.apply(defaults) : mine;
  }

  private <T> T optional(Function<TermsEntry, @Nullable T> value, T otherwise) {
    T found = either(value);
    return found == null ? otherwise : found;
  }

  private <T> T required(String name, Function<TermsEntry, @Nullable T> value) {
    T found = either(value);
    if (found == null) {
      throw place.at(name).refused("is missing");
    }
    return found;
  }
}
