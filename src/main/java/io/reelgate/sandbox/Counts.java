package io.reelgate.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// What one simulated provider has seen since the last reset.
@Schema(name = "SandboxCounts")
record Counts(
    @Schema(example = "wavespeed") String provider,
    @Schema(description = "Submit requests with a good key, whatever became of them") long submits,
    @Schema(description = "Paid tasks, those whose answer was lost included") long accepted,
    @Schema(description = "Submit requests that made no task") long refused,
    @Schema(description = "Requests for one task's state") long polls,
    @Schema(description = "Tasks that have not ended") long running,
    @JsonProperty("charged_usd_micros") long chargedUsdMicros,
    @JsonProperty("refunded_usd_micros") long refundedUsdMicros,
    @JsonProperty("submitted_again")
        @Schema(description = "Submits beyond the first of the same token or body")
        long submittedAgain,
    @JsonProperty("paid_again")
        @Schema(description = "Paid tasks beyond the first of the same token or body")
        long paidAgain,
    @Schema(description = "What came more than once, paid repeats first, at most 100")
        List<Sightings.Repeat> repeats) {}
