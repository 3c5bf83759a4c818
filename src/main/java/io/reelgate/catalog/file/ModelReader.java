package io.reelgate.catalog.file;

import io.reelgate.catalog.Model;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Size;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks one model of a catalog file.
final class ModelReader {
  private ModelReader() {}

  static Model read(Place place, ModelId id, CatalogFile.ModelEntry entry) {
    place.at("aspect-ratios").filled(entry.aspectRatios());
    Place sizes = place.at("sizes");
    sizes.check(!entry.sizes().isEmpty(), "is empty");
    entry
        .sizes()
        .forEach((resolution, table) -> check(sizes.at(resolution), entry.aspectRatios(), table));
    place.at("fps").check(entry.fps() > 0, "must be positive");
    place.at("prompt-limit").check(entry.promptLimit() > 0, "must be positive");
    return new Model(
        id,
        entry.name(),
        entry.description(),
        entry.created().atStartOfDay(ZoneOffset.UTC).toInstant(),
        entry.fps(),
        entry.aspectRatios(),
        entry.sizes(),
        defaults(place.at("defaults"), entry),
        entry.promptLimit());
  }

  private static void check(Place place, List<String> ratios, Map<String, Size> table) {
    place.check(
        table.isEmpty() || table.keySet().equals(Set.copyOf(ratios)),
        "must have a size for every aspect ratio or for none");
  }

  private static Model.Defaults defaults(Place place, CatalogFile.ModelEntry entry) {
    CatalogFile.DefaultsEntry defaults = entry.defaults();
    place.at("seconds").check(defaults.seconds() > 0, "must be positive");
    place
        .at("resolution")
        .check(
            entry.sizes().containsKey(defaults.resolution()),
            "is none of the model's: " + defaults.resolution());
    place
        .at("aspect-ratio")
        .check(
            entry.aspectRatios().contains(defaults.aspectRatio()),
            "is none of the model's: " + defaults.aspectRatio());
    return new Model.Defaults(
        defaults.seconds(), defaults.resolution(), defaults.aspectRatio(), defaults.audio());
  }
}
