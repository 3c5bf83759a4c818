package io.reelgate.provider.runware;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Size;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.provider.runware.RunwareWire.Frame;
import io.reelgate.provider.runware.RunwareWire.Inputs;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A spec in the provider's words. Frames exclude width, height and references; without a frame the
/// pixels must be said, and the tier must not.
final class RunwareRequestMapper {
  static final String OUTPUT_QUALITY = "outputQuality";
  static final String SAFETY = "safety";
  static final String TTL = "ttl";
  static final String UPLOAD_ENDPOINT = "uploadEndpoint";

  /// Seven days, in seconds.
  private static final long USUAL_TTL = 604_800;

  private static final long LEAST_TTL = 60;

  /// No maximum is documented; more than a year is not believed.
  private static final long MOST_TTL = 31_536_000;

  private RunwareRequestMapper() {}

  /// @param webhookUrl where the provider reports each finished video; null for nowhere
  static RunwareWire.Task task(
      TaskName name, VideoSpec spec, Terms terms, @Nullable URI webhookUrl) {
    boolean frames = hasFrames(spec.operation());
    Size size = frames ? null : spec.shape().size();
    Map<String, Object> options = options(spec, terms);
    return new RunwareWire.Task(
        "videoInference",
        name.id(),
        terms.upstream(),
        spec.prompt(),
        size == null ? null : size.width(),
        size == null ? null : size.height(),
        frames ? spec.shape().resolution() : null,
        duration(spec),
        new RunwareWire.Settings(spec.extras().generateAudio()),
        inputs(spec.operation(), spec.media()),
        "URL",
        "MP4",
        options.get(OUTPUT_QUALITY),
        "async",
        webhookUrl == null ? null : webhookUrl.toString(),
        options.get(UPLOAD_ENDPOINT),
        options.get(SAFETY),
        options.getOrDefault(TTL, USUAL_TTL),
        true,
        name.results());
  }

  private static boolean hasFrames(Operation operation) {
    return operation == Operation.IMAGE_TO_VIDEO || operation == Operation.FIRST_LAST_FRAME;
  }

  private static @Nullable Inputs inputs(Operation operation, Media media) {
    if (hasFrames(operation)) {
      return new Inputs(frames(operation, media), List.of(), List.of(), List.of());
    }
    return operation == Operation.REFERENCE_TO_VIDEO
        ? new Inputs(
            List.of(),
            media.references(ReferenceKind.IMAGE),
            media.references(ReferenceKind.VIDEO),
            media.references(ReferenceKind.AUDIO))
        : null;
  }

  private static List<Frame> frames(Operation operation, Media media) {
    List<Frame> frames = new ArrayList<>();
    if (media.firstFrame() != null) {
      frames.add(new Frame(media.firstFrame(), "first"));
    }
    if (operation == Operation.FIRST_LAST_FRAME && media.lastFrame() != null) {
      frames.add(new Frame(media.lastFrame(), "last"));
    }
    return frames;
  }

  private static @Nullable Integer duration(VideoSpec spec) {
    return spec.shape().seconds().fixed().isPresent()
        ? spec.shape().seconds().fixed().getAsInt()
        : null;
  }

  /// How long the files are kept; empty where the caller does not say.
  static Optional<Duration> kept(VideoSpec spec, Terms terms) {
    return options(spec, terms).get(TTL) instanceof Long seconds
        ? Optional.of(Duration.ofSeconds(Math.clamp(seconds, LEAST_TTL, MOST_TTL)))
        : Optional.empty();
  }

  /// The caller's own knobs, as far as the offer permits them.
  private static Map<String, Object> options(VideoSpec spec, Terms terms) {
    Map<String, Object> permitted = new HashMap<>();
    spec.extras()
        .options()
        .getOrDefault(RunwareAdapter.ID.value(), Map.of())
        .forEach((name, value) ->
            Optional.ofNullable(terms.options().get(name))
                .flatMap(type -> type.read(value))
                .ifPresent(read -> permitted.put(name, read)));
    return permitted;
  }
}
