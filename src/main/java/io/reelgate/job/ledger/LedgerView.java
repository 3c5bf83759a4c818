package io.reelgate.job.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far an account's books are compared.
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Ledger", description = "The comparison of one account's books with ours.")
record LedgerView(
    @Schema(
            description = "The word ledger.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = "ledger")
        String object,
    @Schema(
            description = "The slug of the provider.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "wavespeed")
        String provider,
    @Schema(
            description = "The name of the account.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "default")
        String account,
    @Schema(
            description = "Unix seconds up to which it is compared; null before the first time.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"integer", "null"})
        @JsonProperty("compared_until")
        @Nullable Long comparedUntil,
    @Schema(
            description = "Unix seconds of the next look.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("next_at")
        long nextAt,
    @Schema(
            description = "Why the last look came to nothing; null when it did not.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"},
            example = "NETWORK timeout")
        @Nullable String failure,
    @Schema(
            description = "How many differences nobody has explained.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("open_differences")
        long openDifferences,
    @JsonIgnore double ageSeconds) {

  /// All accounts whose provider shows its books.
  @Schema(name = "LedgerList", description = "All accounts whose provider shows its books.")
  record All(
      @Schema(
              description = "The word list.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = "list")
          String object,
      @Schema(description = "The accounts.", requiredMode = Schema.RequiredMode.REQUIRED)
          List<LedgerView> data) {
    All {
      data = List.copyOf(data);
    }
  }
}
