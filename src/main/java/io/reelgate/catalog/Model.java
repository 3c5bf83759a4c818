package io.reelgate.catalog;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A video model under our own id, with everything about it that does not depend on who serves it.
///
/// @param created when the model entered the catalog
/// @param fps frames per second of its outputs
/// @param aspectRatios ratios it can make, the usual one first
/// @param sizes pixels by resolution and ratio, smallest resolution first; a resolution whose
///   pixels only the provider decides has an empty table
/// @param promptLimit most characters of a prompt
public record Model(
    ModelId id,
    String name,
    String description,
    Instant created,
    int fps,
    List<String> aspectRatios,
    Map<String, Map<String, Size>> sizes,
    Defaults defaults,
    int promptLimit) {

  public Model {
    aspectRatios = List.copyOf(aspectRatios);
    Map<String, Map<String, Size>> ordered = new LinkedHashMap<>();
    sizes.forEach((resolution, table) ->
        ordered.put(resolution, Collections.unmodifiableMap(new LinkedHashMap<>(table))));
    sizes = Collections.unmodifiableMap(ordered);
  }

  /// What a request means that does not say.
  ///
  /// @param seconds of output, except for edits, which follow their source
  /// @param audio whether there is native sound
  public record Defaults(int seconds, String resolution, String aspectRatio, boolean audio) {}

  /// Every resolution, smallest first, whether it has a size table or not.
  public List<String> resolutions() {
    return List.copyOf(sizes.keySet());
  }

  /// Empty where only the provider decides about pixels, and for {@code adaptive}.
  public Optional<Size> size(String resolution, String aspectRatio) {
    return Optional.ofNullable(sizes.getOrDefault(resolution, Map.of()).get(aspectRatio));
  }
}
