package io.reelgate.job;

import io.reelgate.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/// Why an operator does something, as the audit keeps it.
public final class OperatorReason {
  private static final int MOST_CHARACTERS = 500;

  private OperatorReason() {}

  /// @throws io.reelgate.problem.ProblemException about the field {@code reason}
  public static String checked(@Nullable String reason) {
    if (reason == null) {
      throw ProblemCode.MISSING_REQUIRED_PARAMETER.problem("reason", "reason is required");
    }
    boolean printable = reason.codePoints().noneMatch(Character::isISOControl);
    if (reason.isBlank() || reason.length() > MOST_CHARACTERS || !printable) {
      throw ProblemCode.INVALID_VALUE.problem(
          "reason", "reason must be 1 to " + MOST_CHARACTERS + " printable characters");
    }
    return reason;
  }
}
