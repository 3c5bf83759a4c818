package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import io.reelgate.catalog.VideoSpec.Shape;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How an offer runs one operation: its name at the provider, what it takes and what it costs.
///
/// @param upstream the provider's own name of the model or endpoint
/// @param aspectRatios ratios that may be sent; {@code adaptive} among them where the input may
///   lead
/// @param frameLeads whether a frame decides about the picture's shape, whatever ratio is asked for
/// @param audioChoice whether the caller may switch the sound on and off
/// @param options provider-only knobs that callers may set, by name
/// @param outputs most videos of one order
/// @param honours fields that not every offer honours and this one does
/// @param expected how long a video usually takes from submit to result
public record Terms(
    String upstream,
    PromptLength prompt,
    List<String> resolutions,
    List<String> aspectRatios,
    boolean frameLeads,
    SecondsRange seconds,
    boolean audioChoice,
    References references,
    Map<String, OptionType> options,
    int outputs,
    Set<Wish> honours,
    Duration expected,
    PriceTable prices) {

  public Terms {
    resolutions = List.copyOf(resolutions);
    aspectRatios = List.copyOf(aspectRatios);
    options = Map.copyOf(options);
    honours = Set.copyOf(honours);
  }

  /// What the spec costs, if the offer has its resolution.
  public Optional<Price> price(VideoSpec spec) {
    return prices.price(PriceTable.PriceCase.of(spec));
  }

  /// The same at other prices.
  public Terms at(PriceTable otherPrices) {
    return new Terms(
        upstream,
        prompt,
        resolutions,
        aspectRatios,
        frameLeads,
        seconds,
        audioChoice,
        references,
        options,
        outputs,
        honours,
        expected,
        otherPrices);
  }

  /// The fields of the spec that have no effect here.
  public Set<Wish> ignored(VideoSpec spec) {
    Set<Wish> ignored = EnumSet.noneOf(Wish.class);
    if (spec.extras().seed() != null && !honours.contains(Wish.SEED)) {
      ignored.add(Wish.SEED);
    }
    if (spec.extras().negativePrompt() != null && !honours.contains(Wish.NEGATIVE_PROMPT)) {
      ignored.add(Wish.NEGATIVE_PROMPT);
    }
    if (frameLeads
        && spec.media().firstFrame() != null
        && !spec.shape().aspectRatio().equals(Shape.ADAPTIVE)) {
      ignored.add(Wish.ASPECT_RATIO);
    }
    return ignored;
  }

  /// Fewest and most characters of a prompt.
  public record PromptLength(int min, int max) {
    public boolean allows(int characters) {
      return min <= characters && characters <= max;
    }
  }

  /// A field of a request that some offers honour and others ignore.
  public enum Wish {
    SEED,
    NEGATIVE_PROMPT,
    /// A ratio beside a frame, where the frame decides about the shape.
    ASPECT_RATIO;

    /// The word on the wire and in the catalog.
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param min fewest whole seconds of output
  /// @param max most whole seconds of output
  /// @param auto whether the provider can choose the length
  public record SecondsRange(int min, int max, boolean auto) {
    public boolean allows(Seconds wanted) {
      return switch (wanted) {
        case Seconds.Auto() -> auto;
        case Seconds.Fixed(int value) -> min <= value && value <= max;
      };
    }
  }

  /// Most references of each kind; zero means none may be sent.
  ///
  /// @param total most of all kinds together
  /// @param audioAlone whether sounds may come without any image or clip
  public record References(int images, int videos, int audios, int total, boolean audioAlone) {
    public static final References NONE = new References(0, 0, 0, 0, false);

    /// Whether so many of each may be sent together.
    public boolean allow(int someImages, int someVideos, int someAudios) {
      return someImages <= images
          && someVideos <= videos
          && someAudios <= audios
          && someImages + someVideos + someAudios <= total
          && (audioAlone || someAudios == 0 || someImages + someVideos > 0);
    }
  }
}
