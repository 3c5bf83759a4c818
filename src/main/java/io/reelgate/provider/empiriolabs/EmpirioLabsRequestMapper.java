package io.reelgate.provider.empiriolabs;

import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Terms.Wish;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.provider.empiriolabs.EmpirioLabsWire.Generation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A spec in the provider's words, all of it said explicitly.
final class EmpirioLabsRequestMapper {
  private EmpirioLabsRequestMapper() {}

  /// What the operation is called and which media it takes.
  private record Inputs(
      String mode, @Nullable String image, @Nullable String imageEnd, @Nullable String video) {}

  /// @param upstream the provider's name of the model
  /// @param honoured what has an effect there
  static Generation generation(VideoSpec spec, String upstream, Set<Wish> honoured) {
    Inputs inputs = inputs(spec);
    VideoSpec.Shape shape = spec.shape();
    return new Generation(
        upstream,
        inputs.mode(),
        spec.prompt(),
        shape.resolution(),
        shape.aspectRatio(),
        shape.seconds() instanceof Seconds.Fixed,
        shape.seconds() instanceof Seconds.Fixed(int value) ? Integer.valueOf(value) : null,
        spec.extras().generateAudio(),
        inputs.image(),
        inputs.imageEnd(),
        inputs.video(),
        negativePrompt(spec, honoured));
  }

  private static Inputs inputs(VideoSpec spec) {
    Media media = spec.media();
    return switch (spec.operation()) {
      case TEXT_TO_VIDEO -> new Inputs("t2v", null, null, null);
      case IMAGE_TO_VIDEO -> new Inputs("i2v_first", media.firstFrame(), null, null);
      case FIRST_LAST_FRAME -> new Inputs("i2v_both", media.firstFrame(), media.lastFrame(), null);
      case REFERENCE_TO_VIDEO ->
          new Inputs(
              "reference",
              first(media.references(ReferenceKind.IMAGE)),
              null,
              first(media.references(ReferenceKind.VIDEO)));
      case EDIT -> new Inputs("edit", null, null, sourceUrl(media));
      case EXTEND -> new Inputs("extend", null, media.lastFrame(), sourceUrl(media));
    };
  }

  private static @Nullable String first(List<String> urls) {
    return urls.isEmpty() ? null : urls.getFirst();
  }

  private static @Nullable String sourceUrl(Media media) {
    VideoSpec.Source source = media.source();
    return source == null ? null : source.url();
  }

  private static @Nullable String negativePrompt(VideoSpec spec, Set<Wish> honoured) {
    String unwanted = spec.extras().negativePrompt();
    boolean said = unwanted != null && !unwanted.isBlank();
    return said && honoured.contains(Wish.NEGATIVE_PROMPT) ? unwanted : null;
  }
}
