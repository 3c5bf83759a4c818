package io.reelgate.job.ledger;

import io.reelgate.job.OperatorReason;
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

  String checkedReason() {
    return OperatorReason.checked(reason);
  }
}
