package io.reelgate.tenant;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Checks what operators send.
final class AdminInput {
  /// Greater than every id, so that a list without a cursor begins at its newest row.
  private static final String BEGINNING = "~";

  private static final int MAX_NAME = 100;

  private AdminInput() {}

  static String name(@Nullable String name) {
    if (name == null) {
      throw ProblemCode.MISSING_REQUIRED_PARAMETER.problem("name", "name is required");
    }
    boolean printable = name.codePoints().noneMatch(AdminInput::isUnprintable);
    if (name.isBlank() || name.length() > MAX_NAME || !printable) {
      throw ProblemCode.INVALID_VALUE.problem(
          "name", "name must be 1 to " + MAX_NAME + " printable characters");
    }
    return name;
  }

  static <T> T required(String param, @Nullable T value) {
    if (value == null) {
      throw ProblemCode.MISSING_REQUIRED_PARAMETER.problem(param, param + " is required");
    }
    return value;
  }

  /// The id in a path; one that cannot exist is answered like one that does not.
  static <T> T pathId(String text, Predicate<String> isId, Function<String, T> id) {
    if (!isId.test(text)) {
      throw notFound();
    }
    return id.apply(text);
  }

  static String cursor(@Nullable String after, Predicate<String> isId) {
    if (after == null) {
      return BEGINNING;
    }
    if (!isId.test(after)) {
      throw ProblemCode.INVALID_VALUE.problem("after", "after must be the last_id of a page");
    }
    return after;
  }

  static ProblemException notFound() {
    return ProblemCode.NOT_FOUND.problem(null, "there is no object with this id");
  }

  private static boolean isUnprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
