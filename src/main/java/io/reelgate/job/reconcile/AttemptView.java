package io.reelgate.job.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A paid try of a job, as operators see it.
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Attempt", description = "One paid try of a video at one provider.")
record AttemptView(
    @Schema(
            description = "Its token, which a provider may have got along.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "3f0c5a52-5a0e-4c3e-9c55-0d7f6a9b1e01")
        String id,
    @Schema(
            description = "The word attempt.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = "attempt")
        String object,
    @Schema(description = "Whose try it is.", requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("video_id")
        String videoId,
    @Schema(
            description = "Where the video stands, in the words of status_detail.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "submitted")
        @JsonProperty("video_state")
        String videoState,
    @Schema(description = "Counts from 1.", requiredMode = Schema.RequiredMode.REQUIRED) int number,
    @Schema(
            description = "Where the attempt stands.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = {
              "prepared",
              "not_sent",
              "refused",
              "unknown",
              "accepted",
              "succeeded",
              "failed",
              "abandoned",
              "written_off"
            })
        String state,
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
            description = "The provider's own name of what was ordered.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        String upstream,
    @Schema(
            description = "The provider's id of the task; null while it is not known.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("upstream_id")
        @Nullable String upstreamId,
    @Schema(
            description = "What it can cost at most, in US dollars.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "0.6000")
        @JsonProperty("worst_cost")
        String worstCost,
    @Schema(
            description = "Unix seconds of the intent; nothing was sent before.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("sent_at")
        long sentAt,
    @Schema(
            description = "How often it was looked into.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        int checks,
    @Schema(
            description = "Unix seconds of the next look; null when there is none.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"integer", "null"})
        @JsonProperty("next_check_at")
        @Nullable Long nextCheckAt,
    @Schema(
            description = "What went wrong, in our words.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"},
            example = "NETWORK")
        @JsonProperty("failure_kind")
        @Nullable String failureKind,
    @Schema(
            description = "The provider's raw code or HTTP status.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("failure_code")
        @Nullable String failureCode,
    @Schema(
            description = "One line about it.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("failure_detail")
        @Nullable String failureDetail) {}
