package io.reelgate.provider.wavespeed;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.catalog.VideoSpec.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A spec in the provider's words: everything that the endpoint knows, and nothing else.
final class WaveSpeedRequestMapper {
  private static final String WEB_SEARCH = "enable_web_search";

  private WaveSpeedRequestMapper() {}

  static WaveSpeedWire.Task task(VideoSpec spec, Terms terms) {
    Media media = spec.media();
    Operation operation = spec.operation();
    boolean references = operation == Operation.REFERENCE_TO_VIDEO || operation == Operation.EDIT;
    return new WaveSpeedWire.Task(
        spec.prompt(),
        startsFromFrame(operation) ? media.firstFrame() : null,
        endsInFrame(operation) ? media.lastFrame() : null,
        operation.needsSource() ? sourceUrl(media) : null,
        references ? media.references(ReferenceKind.IMAGE) : List.of(),
        operation == Operation.REFERENCE_TO_VIDEO
            ? media.references(ReferenceKind.VIDEO)
            : List.of(),
        references ? media.references(ReferenceKind.AUDIO) : List.of(),
        aspectRatio(operation, spec.shape()),
        spec.shape().resolution(),
        duration(spec.shape()),
        webSearch(spec, terms),
        spec.extras().generateAudio());
  }

  private static boolean startsFromFrame(Operation operation) {
    return operation == Operation.IMAGE_TO_VIDEO || operation == Operation.FIRST_LAST_FRAME;
  }

  private static boolean endsInFrame(Operation operation) {
    return operation == Operation.FIRST_LAST_FRAME || operation == Operation.EXTEND;
  }

  private static @Nullable String sourceUrl(Media media) {
    VideoSpec.Source source = media.source();
    return source == null ? null : source.url();
  }

  /// Without the key the provider follows the input; an extension has no such key at all.
  private static @Nullable String aspectRatio(Operation operation, Shape shape) {
    return operation == Operation.EXTEND || shape.aspectRatio().equals(Shape.ADAPTIVE)
        ? null
        : shape.aspectRatio();
  }

  /// Without the key an edit is as long as its source.
  private static @Nullable Integer duration(Shape shape) {
    return shape.seconds().fixed().isPresent() ? shape.seconds().fixed().getAsInt() : null;
  }

  private static @Nullable Boolean webSearch(VideoSpec spec, Terms terms) {
    if (!terms.options().containsKey(WEB_SEARCH)) {
      return null;
    }
    Map<String, Object> options =
        spec.extras().options().getOrDefault(WaveSpeedAdapter.ID.value(), Map.of());
    return options.get(WEB_SEARCH) instanceof Boolean wanted ? wanted : null;
  }
}
