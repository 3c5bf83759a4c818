package io.reelgate.routing;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.Terms.SecondsRange;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.money.Usd;
import org.jspecify.annotations.Nullable;

/// What a spec would cost at an offer.
///
/// @param price the rule that the figures are from
/// @param estimate the expected cost
/// @param worst the most it can cost
/// @param exact whether the estimate is the cost: every length that is billed is known, and the
///   worst case is no dearer
public record Quote(Price price, Usd estimate, Usd worst, boolean exact) {

  /// At the price that the terms have for it.
  static Quote of(VideoSpec spec, Terms terms) {
    return of(spec, terms.seconds(), terms.price(spec).orElseThrow());
  }

  /// @param seconds what the offer can make
  public static Quote of(VideoSpec spec, SecondsRange seconds, Price price) {
    Double input = spec.inputSeconds();
    Double followed = followed(spec);
    int output = outputSeconds(spec.shape().seconds(), followed, seconds);
    int outputs = spec.shape().outputs();
    Usd estimate = price.estimate(input, output, outputs);
    Usd worst = price.worst(input, output, outputs);
    boolean lengthsKnown =
        (price.input() == null || input != null)
            && (spec.shape().seconds() instanceof Seconds.Fixed || followed != null);
    return new Quote(price, estimate, worst, lengthsKnown && estimate.equals(worst));
  }

  /// The length of the clip that the result follows, if there is one and it is known.
  private static @Nullable Double followed(VideoSpec spec) {
    VideoSpec.Source source = spec.media().source();
    return spec.operation() == Operation.EDIT && source != null ? source.seconds() : null;
  }

  /// A length that the model chooses follows the source of an edit where its length is known, and
  /// is counted as the longest otherwise.
  private static int outputSeconds(
      Seconds wanted, @Nullable Double followed, SecondsRange seconds) {
    return switch (wanted) {
      case Seconds.Fixed(int value) -> value;
      case Seconds.Auto() ->
          followed == null
              ? seconds.max()
              : Math.clamp((int) Math.ceil(followed), seconds.min(), seconds.max());
    };
  }
}
