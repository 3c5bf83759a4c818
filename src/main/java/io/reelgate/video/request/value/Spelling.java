package io.reelgate.video.request.value;

import io.reelgate.problem.ProblemCode;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A word of a given spelling, whose real choices only the model knows.
///
/// @param code what a value of another spelling is called
public record Spelling(Pattern pattern, String expected, ProblemCode code) implements ValueReader {
  public static Spelling of(String pattern, String expected, ProblemCode code) {
    return new Spelling(Pattern.compile(pattern), expected, code);
  }

  @Override
  public JsonNode read(Input input) {
    if (!pattern.matcher(input.text(expected)).matches()) {
      throw input.path().problem(code, "must be " + expected);
    }
    return input.node();
  }
}
