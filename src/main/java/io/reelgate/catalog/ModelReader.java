package io.reelgate.catalog;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks one model of a catalog file.
final class ModelReader {
  private ModelReader() {}

  static Model read(ModelId id, CatalogFile.ModelEntry entry) {
    String place = "models." + id;
    Rule.filled(place + ".aspect-ratios", entry.aspectRatios());
    Rule.check(!entry.sizes().isEmpty(), place + ".sizes is empty");
    entry
        .sizes()
        .forEach((resolution, table) -> check(place, entry.aspectRatios(), resolution, table));
    Rule.check(entry.fps() > 0, place + ".fps must be positive");
    Rule.check(entry.promptLimit() > 0, place + ".prompt-limit must be positive");
    return new Model(
        id,
        entry.name(),
        entry.description(),
        entry.created().atStartOfDay(ZoneOffset.UTC).toInstant(),
        entry.fps(),
        entry.aspectRatios(),
        entry.sizes(),
        defaults(place + ".defaults", entry),
        entry.promptLimit());
  }

  private static void check(
      String place, List<String> ratios, String resolution, Map<String, Size> table) {
    Rule.check(
        table.isEmpty() || table.keySet().equals(Set.copyOf(ratios)),
        place + ".sizes." + resolution + " must have a size for every aspect ratio or for none");
  }

  private static Model.Defaults defaults(String place, CatalogFile.ModelEntry entry) {
    CatalogFile.DefaultsEntry defaults = entry.defaults();
    Rule.check(defaults.seconds() > 0, place + ".seconds must be positive");
    Rule.check(
        entry.sizes().containsKey(defaults.resolution()),
        place + ".resolution is none of the model's: " + defaults.resolution());
    Rule.check(
        entry.aspectRatios().contains(defaults.aspectRatio()),
        place + ".aspect-ratio is none of the model's: " + defaults.aspectRatio());
    return new Model.Defaults(
        defaults.seconds(), defaults.resolution(), defaults.aspectRatio(), defaults.audio());
  }
}
