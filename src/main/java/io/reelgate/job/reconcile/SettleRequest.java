package io.reelgate.job.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.job.OperatorReason;
import io.reelgate.job.Settlements.Word;
import io.reelgate.problem.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an operator says about an unknown attempt.
@Schema(
    name = "SettleAttemptRequest",
    description = "What became of an unknown attempt.",
    example =
        "{\"outcome\": \"absent\", \"reason\": \"The provider's support found no such task.\"}")
record SettleRequest(
    @Schema(
            description =
                "adopted: the provider has the task that upstream_id names, and the video goes on."
                    + " absent: it has none, and the video is queued again."
                    + " written_off: nobody will know; the video fails and nothing is charged.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = {"adopted", "absent", "written_off"},
            example = "absent")
        @Nullable String outcome,
    @Schema(
            description = "The provider's id of the task; only and always with adopted.",
            types = {"string", "null"})
        @JsonProperty("upstream_id")
        @Nullable String upstreamId,
    @Schema(
            description = "Why, for the audit.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = 500,
            example = "The provider's support found no such task.")
        @Nullable String reason) {
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

  Word word() {
    if (outcome == null) {
      throw ProblemCode.MISSING_REQUIRED_PARAMETER.problem("outcome", "outcome is required");
    }
    if (upstreamId != null && !outcome.equals("adopted")) {
      throw ProblemCode.CONFLICTING_PARAMETERS.problem(
          "upstream_id", "upstream_id goes with the outcome adopted only");
    }
    return switch (outcome) {
      case "adopted" -> new Word.Adopted(task());
      case "absent" -> new Word.Absent();
      case "written_off" -> new Word.WrittenOff();
      default ->
          throw ProblemCode.INVALID_VALUE.problem(
              "outcome", "outcome must be adopted, absent or written_off");
    };
  }

  private String task() {
    if (upstreamId == null) {
      throw ProblemCode.MISSING_REQUIRED_PARAMETER.problem(
          "upstream_id", "upstream_id is required with the outcome adopted");
    }
    if (!ID.matcher(upstreamId).matches()) {
      throw ProblemCode.INVALID_VALUE.problem(
          "upstream_id", "upstream_id must be 1 to 200 printable ASCII characters without spaces");
    }
    return upstreamId;
  }

  String checkedReason() {
    return OperatorReason.checked(reason);
  }
}
