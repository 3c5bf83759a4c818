package io.reelgate.routing;

import io.reelgate.catalog.Price;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.money.Usd;
import org.jspecify.annotations.Nullable;

/// What a spec would cost at an offer.
///
/// @param estimate the expected cost
/// @param worst the most it can cost
/// @param exact whether every length that is billed is known, so that the estimate is the cost
public record Quote(Usd estimate, Usd worst, boolean exact) {

  static Quote of(VideoSpec spec, Terms terms) {
    Price price = price(spec, terms);
    Double known = spec.media().source() == null ? null : spec.media().source().seconds();
    boolean billsInput = !price.inputSecond().isEmpty();
    boolean exact =
        billsInput
            ? known != null
            : spec.shape().seconds() instanceof Seconds.Fixed || known != null;
    int input = billsInput ? inputSeconds(known, price) : 0;
    int output = outputSeconds(spec.shape().seconds(), known, terms);
    Usd cost = price.of(spec.shape().resolution(), input, output, spec.shape().outputs());
    return new Quote(cost, cost, exact);
  }

  private static Price price(VideoSpec spec, Terms terms) {
    boolean video = !spec.media().references(ReferenceKind.VIDEO).isEmpty();
    Price withVideo = terms.priceWithVideo();
    return video && withVideo != null ? withVideo : terms.price();
  }

  private static int inputSeconds(@Nullable Double known, Price price) {
    return known == null ? price.maxInputSeconds() : (int) Math.ceil(known);
  }

  /// A length that the model chooses follows the source where its length is known, and is counted
  /// as the longest otherwise.
  private static int outputSeconds(Seconds wanted, @Nullable Double source, Terms terms) {
    return switch (wanted) {
      case Seconds.Fixed(int value) -> value;
      case Seconds.Auto() ->
          source == null
              ? terms.seconds().max()
              : Math.clamp((int) Math.ceil(source), terms.seconds().min(), terms.seconds().max());
    };
  }
}
