package io.reelgate.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// What one simulated provider has seen since the last reset.
@Schema(
    name = "SandboxCounts",
    description = "What one simulated provider has seen since the last reset.")
record Counts(
    @Schema(
            description = "Whose simulator it is.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "wavespeed")
        String provider,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Submit requests with a good key, whatever became of them")
        long submits,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Paid tasks, those whose answer was lost included")
        long accepted,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Submit requests that made no task")
        long refused,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Requests for one task's state")
        long polls,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Tasks that have not ended")
        long running,
    @Schema(
            description = "Charges, in millionths of a US dollar.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("charged_usd_micros")
        long chargedUsdMicros,
    @Schema(
            description = "Refunds, in millionths of a US dollar.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("refunded_usd_micros")
        long refundedUsdMicros,
    @JsonProperty("submitted_again")
        @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Submits beyond the first of the same token or body")
        long submittedAgain,
    @JsonProperty("paid_again")
        @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Paid tasks beyond the first of the same token or body")
        long paidAgain,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "What came more than once, paid repeats first, at most 100")
        List<Sightings.Repeat> repeats) {}
