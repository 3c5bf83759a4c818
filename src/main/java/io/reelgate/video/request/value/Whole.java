package io.reelgate.video.request.value;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/// A whole number in a range, as a number or as digits.
public record Whole(long least, long most, String expected) implements ValueReader {
  public static Whole between(long least, long most) {
    return new Whole(least, most, "a whole number from " + least + " to " + most);
  }

  @Override
  public JsonNode read(Input input) {
    BigDecimal number = input.number().orElseThrow(() -> input.invalid("must be " + expected));
    boolean fits =
        number.compareTo(BigDecimal.valueOf(least)) >= 0
            && number.compareTo(BigDecimal.valueOf(most)) <= 0
            && number.stripTrailingZeros().scale() <= 0;
    if (!fits) {
      throw input.invalid("must be " + expected);
    }
    return Input.NODES.numberNode(number.longValueExact());
  }
}
