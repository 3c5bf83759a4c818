package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an offer runs one operation: its name at the provider, what it takes and what it costs.
///
/// @param upstream the provider's own name of the model or endpoint
/// @param aspectRatios ratios that may be sent; {@code adaptive} among them where the input may
///   lead
/// @param audioChoice whether the caller may switch the sound on and off
/// @param options provider-only knobs that callers may set, by name
/// @param outputs most videos of one order
/// @param honours fields that not every offer honours and this one does
/// @param expected how long a video usually takes from submit to result
/// @param priceWithVideo the rule that replaces {@code price} when a reference is a video
public record Terms(
    String upstream,
    List<String> resolutions,
    List<String> aspectRatios,
    SecondsRange seconds,
    boolean audioChoice,
    References references,
    Map<String, OptionType> options,
    int outputs,
    Set<Wish> honours,
    Duration expected,
    Price price,
    @Nullable Price priceWithVideo) {

  public Terms {
    resolutions = List.copyOf(resolutions);
    aspectRatios = List.copyOf(aspectRatios);
    options = Map.copyOf(options);
    honours = Set.copyOf(honours);
  }

  /// A field of a request that some offers honour and others ignore.
  public enum Wish {
    SEED,
    NEGATIVE_PROMPT;

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
  public record References(int images, int videos, int audios) {
    public static final References NONE = new References(0, 0, 0);
  }
}
