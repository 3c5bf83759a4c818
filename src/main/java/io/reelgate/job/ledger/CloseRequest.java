package io.reelgate.job.ledger;

import io.reelgate.problem.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an operator says about a difference.
@Schema(name = "CloseLedgerDifferenceRequest", description = "Why a difference is none.")
record CloseRequest(
    @Schema(
            description = "The explanation, for the audit.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = 500,
            example = "Somebody tried the model in the provider's playground.")
        @Nullable String reason) {
  private static final int MOST_REASON = 500;

  String checkedReason() {
    if (reason == null) {
      throw ProblemCode.MISSING_REQUIRED_PARAMETER.problem("reason", "reason is required");
    }
    boolean printable = reason.codePoints().noneMatch(Character::isISOControl);
    if (reason.isBlank() || reason.length() > MOST_REASON || !printable) {
      throw ProblemCode.INVALID_VALUE.problem(
          "reason", "reason must be 1 to " + MOST_REASON + " printable characters");
    }
    return reason;
  }
}
