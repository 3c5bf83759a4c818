package io.reelgate.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the tenant wants, provider-neutral and fully resolved: every default is filled in, so that
/// the same spec means the same on every provider. Stored with the job.
///
/// @param prompt null only where the model can run on images alone, or after a delete
public record VideoSpec(
    ModelId model,
    Operation operation,
    @Nullable String prompt,
    Shape shape,
    Media media,
    Extras extras) {

  /// The same, where only the provider decides about pixels.
  public VideoSpec anySize() {
    Shape any =
        new Shape(shape.seconds(), shape.resolution(), shape.aspectRatio(), null, shape.outputs());
    return new VideoSpec(model, operation, prompt, any, media, extras);
  }

  /// Length of all input clips together: 0 where there is none, null where one is not known.
  public @Nullable Double inputSeconds() {
    Source source = media.source();
    double sum = 0;
    if (source != null) {
      if (source.seconds() == null) {
        return null;
      }
      sum = source.seconds();
    }
    for (Reference each : media.references()) {
      if (each.kind() == ReferenceKind.VIDEO) {
        if (each.seconds() == null) {
          return null;
        }
        sum += each.seconds();
      }
    }
    return sum;
  }

  /// @param resolution a tier such as {@code 720p}
  /// @param aspectRatio such as {@code 16:9}, or {@code adaptive} to follow the input
  /// @param size pixels from the model's size table; null where only the provider decides
  /// @param outputs how many videos, 1 to 4
  public record Shape(
      Seconds seconds, String resolution, String aspectRatio, @Nullable Size size, int outputs) {
    public static final String ADAPTIVE = "adaptive";
  }

  /// All inputs as public URLs.
  public record Media(
      @Nullable String firstFrame,
      @Nullable String lastFrame,
      List<Reference> references,
      @Nullable Source source) {
    public static final Media NONE = new Media(null, null, List.of(), null);

    public Media {
      references = List.copyOf(references);
    }

    public List<String> references(ReferenceKind kind) {
      return references.stream().filter(each -> each.kind() == kind).map(Reference::url).toList();
    }
  }

  /// One input that the result should be like.
  ///
  /// @param seconds length of a clip; null where it is not known
  public record Reference(ReferenceKind kind, String url, @Nullable Double seconds) {
    public Reference(ReferenceKind kind, String url) {
      this(kind, url, null);
    }
  }

  /// What kind of file a reference is.
  public enum ReferenceKind {
    IMAGE,
    VIDEO,
    AUDIO
  }

  /// The clip that an edit or an extension starts from.
  ///
  /// @param videoId our own video that it is the output of, if the caller named one
  /// @param seconds its length if known; null means it is probed before the submit, if at all
  public record Source(String url, @Nullable String videoId, @Nullable Double seconds) {}

  /// @param generateAudio native sound
  /// @param seed null means random
  /// @param options per provider slug, knobs that only that provider knows
  public record Extras(
      boolean generateAudio,
      @Nullable String negativePrompt,
      @Nullable Long seed,
      Map<String, Map<String, Object>> options) {
    public Extras {
      options = Map.copyOf(options);
    }
  }
}
