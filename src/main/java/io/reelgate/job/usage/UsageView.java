package io.reelgate.job.usage;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tenant has used. Amounts are US dollars in decimal strings.
@Schema(name = "Usage", description = "What the videos of some days came to.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record UsageView(
    @Schema(description = "The word usage.", requiredMode = REQUIRED, allowableValues = "usage")
        String object,
    @Schema(
            description = "The mode of the key that asked: real accounts, or the sandbox.",
            requiredMode = REQUIRED,
            allowableValues = {"live", "test"})
        String mode,
    @Schema(
            description = "The first day, in UTC.",
            requiredMode = REQUIRED,
            format = "date",
            example = "2026-11-01")
        String from,
    @Schema(
            description = "The last day, in UTC.",
            requiredMode = REQUIRED,
            format = "date",
            example = "2026-11-30")
        String to,
    @Schema(
            description = "What the sums are of.",
            requiredMode = REQUIRED,
            allowableValues = {"day", "model", "provider", "key"})
        @JsonProperty("group_by")
        String groupBy,
    @Schema(description = "The money's unit.", requiredMode = REQUIRED, allowableValues = "USD")
        String currency,
    @Schema(
            description =
                "One sum each, by name; at most 1 000. Groups without a video are left out.",
            requiredMode = REQUIRED)
        List<Sum> data,
    @Schema(description = "The sum of all.", requiredMode = REQUIRED) Sum total) {

  /// @param group null for the sum of all, and for videos that no provider has tried yet
  @Schema(
      name = "UsageSum",
      description = "What the videos that were accepted then came to; deleted ones are counted.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Sum(
      @Schema(
              description =
                  "The day, model, provider or key's id. Null in the total, and for videos that"
                      + " have no provider yet.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "2026-11-20")
          @Nullable String group,
      @Schema(description = "How many were accepted.", requiredMode = REQUIRED) long videos,
      @Schema(description = "How many of them are completed.", requiredMode = REQUIRED)
          long completed,
      @Schema(description = "How many have failed.", requiredMode = REQUIRED) long failed,
      @Schema(description = "How many were cancelled.", requiredMode = REQUIRED) long cancelled,
      @Schema(description = "How many have passed their deadline.", requiredMode = REQUIRED)
          long expired,
      @Schema(description = "How many are not finished yet.", requiredMode = REQUIRED)
          long unfinished,
      @Schema(
              description = "How many have ended and their cost is not known yet.",
              requiredMode = REQUIRED)
          long unsettled,
      @Schema(
              description = "What is known to have been spent, in dollars.",
              requiredMode = REQUIRED,
              example = "4.0838")
          String cost,
      @Schema(
              description =
                  "What may come on top at most, in dollars, for those unfinished or unsettled.",
              requiredMode = REQUIRED,
              example = "0.4455")
          String reserved) {}
}
