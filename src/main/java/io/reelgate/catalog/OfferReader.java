package io.reelgate.catalog;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks one offer of a catalog file against the model that it sells.
final class OfferReader {
  private static final int MOST_OUTPUTS = 4;

  private final Model model;

  private OfferReader(Model model) {
    this.model = model;
  }

  static Offer read(OfferId id, CatalogFile.OfferEntry entry, Model model) {
    String place = "offer " + id;
    Rule.check(!entry.operations().isEmpty(), place + ".operations is empty");
    OfferReader reader = new OfferReader(model);
    Map<Operation, Terms> terms = new EnumMap<>(Operation.class);
    entry
        .operations()
        .forEach((operation, each) ->
            terms.put(operation, reader.terms(place + "." + operation.word(), operation, each)));
    return new Offer(id, Rule.duration(place + ".retention", entry.retention()), terms);
  }

  private Terms terms(String place, Operation operation, CatalogFile.TermsEntry entry) {
    Rule.check(!entry.upstream().isBlank(), place + ".upstream is empty");
    checkShapes(place, entry);
    Terms.References references = references(place + ".references", operation, entry);
    CatalogFile.PriceEntry withVideo = entry.priceWithVideo();
    Rule.check(
        withVideo != null || references.videos() == 0,
        place + ".price-with-video is missing, but references may be videos");
    return new Terms(
        entry.upstream(),
        entry.resolutions(),
        entry.aspectRatios(),
        seconds(place + ".seconds", entry.seconds()),
        entry.audioChoice(),
        references,
        entry.optionsOrNone(),
        outputs(place + ".outputs", entry.outputsOrOne()),
        Set.copyOf(entry.honoursOrNone()),
        Rule.duration(place + ".expected", entry.expected()),
        price(place + ".price", entry.resolutions(), entry.price()),
        withVideo == null
            ? null
            : price(place + ".price-with-video", entry.resolutions(), withVideo));
  }

  private void checkShapes(String place, CatalogFile.TermsEntry entry) {
    Rule.filled(place + ".resolutions", entry.resolutions());
    Rule.filled(place + ".aspect-ratios", entry.aspectRatios());
    for (String resolution : entry.resolutions()) {
      Rule.check(
          model.sizes().containsKey(resolution),
          place + ".resolutions has " + resolution + ", which the model does not have");
    }
    for (String ratio : entry.aspectRatios()) {
      Rule.check(
          ratio.equals(VideoSpec.Shape.ADAPTIVE) || model.aspectRatios().contains(ratio),
          place + ".aspect-ratios has " + ratio + ", which the model does not have");
    }
  }

  private static int outputs(String place, int outputs) {
    Rule.check(0 < outputs && outputs <= MOST_OUTPUTS, place + " must be 1 to " + MOST_OUTPUTS);
    return outputs;
  }

  private static Terms.SecondsRange seconds(String place, CatalogFile.SecondsEntry entry) {
    Rule.check(
        0 < entry.min() && entry.min() <= entry.max(), place + " must be positive and min <= max");
    return new Terms.SecondsRange(entry.min(), entry.max(), entry.auto());
  }

  private static Terms.References references(
      String place, Operation operation, CatalogFile.TermsEntry entry) {
    CatalogFile.ReferencesEntry references = entry.references();
    Rule.check(
        references != null || operation != Operation.REFERENCE_TO_VIDEO, place + " is missing");
    if (references == null) {
      return Terms.References.NONE;
    }
    Rule.check(
        references.images() >= 0 && references.videos() >= 0 && references.audios() >= 0,
        place + " must not be negative");
    return new Terms.References(references.images(), references.videos(), references.audios());
  }

  private static Price price(String place, List<String> resolutions, CatalogFile.PriceEntry entry) {
    Rule.check(!entry.source().isBlank(), place + ".source is empty");
    rates(place + ".output-per-second", resolutions, entry.outputPerSecond());
    CatalogFile.InputEntry input = entry.input();
    if (input == null) {
      return new Price(Map.of(), Map.copyOf(entry.outputPerSecond()), 0, 0, entry.source());
    }
    rates(place + ".input.per-second", resolutions, input.perSecond());
    Rule.check(
        0 <= input.minSeconds() && input.minSeconds() <= input.maxSeconds(),
        place + ".input must not be negative and min-seconds <= max-seconds");
    return new Price(
        Map.copyOf(input.perSecond()),
        Map.copyOf(entry.outputPerSecond()),
        input.minSeconds(),
        input.maxSeconds(),
        entry.source());
  }

  private static void rates(
      String place, List<String> resolutions, Map<String, BigDecimal> perSecond) {
    for (String resolution : resolutions) {
      Rule.check(perSecond.containsKey(resolution), place + " has no rate for " + resolution);
    }
    perSecond.forEach((resolution, rate) -> {
      Rule.check(
          resolutions.contains(resolution),
          place + " has a rate for " + resolution + ", which is not offered");
      Rule.check(rate.signum() >= 0, place + "." + resolution + " is negative");
    });
  }
}
