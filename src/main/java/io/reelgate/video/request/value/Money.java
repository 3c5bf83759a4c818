package io.reelgate.video.request.value;

import io.reelgate.money.Usd;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/// An amount of US dollars as a decimal string or a number; canonical are whole micro-dollars.
public record Money() implements ValueReader {
  private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000);
  private static final int DECIMALS = 6;
  private static final String EXPECTED =
      "US dollars above 0 and below 1000000000 with at most 6 decimals, such as \"0.60\"";

  @Override
  public JsonNode read(Input input) {
    BigDecimal dollars = input.number().orElseThrow(() -> input.invalid("must be " + EXPECTED));
    boolean fits =
        dollars.signum() > 0
            && dollars.compareTo(TOO_MUCH) < 0
            && dollars.stripTrailingZeros().scale() <= DECIMALS;
    if (!fits) {
      throw input.invalid("must be " + EXPECTED);
    }
    return Input.NODES.numberNode(Usd.ceiling(dollars).micros());
  }
}
