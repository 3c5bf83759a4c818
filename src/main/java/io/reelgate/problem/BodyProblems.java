package io.reelgate.problem;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.json.JsonMapper;

/// What is wrong with a JSON body, told without repeating it.
final class BodyProblems {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BodyProblems() {}

  static ProblemException of(@Nullable Throwable cause) {
    return switch (cause) {
      case PropertyBindingException unknown ->
          ProblemCode.UNKNOWN_PARAMETER.problem(
              path(unknown),
              "unknown field; known here are " + names(unknown.getKnownPropertyIds()));
      case InvalidFormatException format when enumValues(format) != null ->
          ProblemCode.INVALID_VALUE.problem(
              path(format), path(format) + " must be one of " + enumValues(format));
      case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() ->
          ProblemCode.INVALID_VALUE.problem(
              path(mismatch), path(mismatch) + " has the wrong type or is missing");
      case StreamConstraintsException ignored ->
          ProblemCode.INVALID_JSON.problem(null, "the JSON body is too large or too deeply nested");
      case null, default -> ProblemCode.INVALID_JSON.problem(null, "the body is not valid JSON");
    };
  }

  /// Where in the body: {@code outer.list[2]}.
  private static String path(JacksonException exception) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : exception.getPath()) {
      @Nullable String name = step.getPropertyName();
      if (name == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
    return path.toString();
  }

  private static String names(@Nullable Collection<Object> names) {
    return names == null
        ? "none"
        : names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static @Nullable String enumValues(InvalidFormatException exception) {
    Object @Nullable [] constants = exception.getTargetType().getEnumConstants();
    if (constants == null) {
      return null;
    }
    List<String> words =
        Arrays.stream(constants)
            .map(constant -> String.valueOf(JSON.convertValue(constant, String.class)))
            .toList();
    return String.join(", ", words);
  }
}
