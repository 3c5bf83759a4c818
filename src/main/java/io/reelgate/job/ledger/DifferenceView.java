package io.reelgate.job.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A difference as operators see it.
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
    name = "LedgerDifference",
    description = "Something that a provider's books and the gateway do not agree about.")
record DifferenceView(
    @Schema(description = "Counts up.", requiredMode = Schema.RequiredMode.REQUIRED, example = "17")
        String id,
    @Schema(
            description = "The word ledger_difference.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = "ledger_difference")
        String object,
    @Schema(
            description =
                "orphan: booked for a task that is no attempt's. charge: booked at another amount"
                    + " than counted. not_booked: counted as paid, but in no book.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = {"orphan", "charge", "not_booked"})
        String kind,
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
            description = "The provider's id of the task, or of its booking.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("upstream_id")
        String upstreamId,
    @Schema(
            description = "Whose task it is; null when it is nobody's.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("attempt_id")
        @Nullable String attemptId,
    @Schema(
            description = "The attempt's video.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("video_id")
        @Nullable String videoId,
    @Schema(
            description = "What was booked, less refunds, in US dollars.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "0.6000")
        String booked,
    @Schema(
            description = "What the gateway counts, in US dollars.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "0.5400")
        String counted,
    @Schema(description = "Unix seconds.", requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("found_at")
        long foundAt,
    @Schema(
            description = "Unix seconds; null while nobody has explained it.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"integer", "null"})
        @JsonProperty("closed_at")
        @Nullable Long closedAt,
    @Schema(
            description = "Who explained it; ledger when the books agreed later.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("closed_by")
        @Nullable String closedBy,
    @Schema(
            description = "The explanation.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"})
        @Nullable String reason) {}
