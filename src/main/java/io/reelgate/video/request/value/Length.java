package io.reelgate.video.request.value;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/// A length in whole seconds, {@code "5"}, {@code 5} and {@code "5.0"} alike, or {@code auto}.
public record Length() implements ValueReader {
  private static final BigDecimal MOST = BigDecimal.valueOf(86_400);
  private static final BigDecimal MODEL_CHOOSES = BigDecimal.valueOf(-1);
  private static final String EXPECTED =
      "a whole number of seconds, as a number or a string, or \"auto\"";

  @Override
  public JsonNode read(Input input) {
    if (input.text().filter("auto"::equals).isPresent()) {
      return Input.NODES.stringNode("auto");
    }
    BigDecimal seconds = input.number().orElseThrow(() -> wrong(input, ProblemCode.INVALID_VALUE));
    if (seconds.compareTo(MODEL_CHOOSES) == 0) {
      return Input.NODES.stringNode("auto");
    }
    boolean whole = seconds.stripTrailingZeros().scale() <= 0;
    if (!whole || seconds.signum() <= 0 || seconds.compareTo(MOST) > 0) {
      throw wrong(input, ProblemCode.UNSUPPORTED_DURATION);
    }
    return Input.NODES.stringNode(Integer.toString(seconds.intValueExact()));
  }

  private static ProblemException wrong(Input input, ProblemCode code) {
    return input.path().problem(code, "must be " + EXPECTED);
  }
}
