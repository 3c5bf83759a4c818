package io.reelgate.video.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which providers the caller wants, and in which order; null means no wish.
@Schema(
    name = "ProviderPreferences",
    description = "Which providers may run the video, and in which order they are tried.")
public record ProviderPreferences(
    @Schema(
            description = "Provider slugs to try first, in this order.",
            example = "[\"wavespeed\"]")
        @Nullable List<String> order,
    @Schema(description = "Only these provider slugs.") @Nullable List<String> only,
    @Schema(description = "None of these provider slugs.") @Nullable List<String> ignore,
    @Schema(
            description = "Whether another provider may take over after a failure.",
            defaultValue = "true")
        @JsonProperty("allow_fallbacks")
        @Nullable Boolean allowFallbacks,
    @Schema(
            description = "What the choice favours.",
            allowableValues = {"price", "health", "latency", "throughput", "balanced"})
        @Nullable String sort,
    @Schema(
            description = "Only providers that honour every field of the request.",
            defaultValue = "false")
        @JsonProperty("require_parameters")
        @Nullable Boolean requireParameters,
    @Schema(
            description = "Most attempts in all, over all providers.",
            minimum = "1",
            maximum = "100")
        @JsonProperty("max_attempts")
        @Nullable Integer maxAttempts,
    @Schema(
            description = "Per provider slug an object of options that only that provider knows.",
            example = "{\"wavespeed\": {\"enable_web_search\": true}}")
        @Nullable Map<String, Map<String, Object>> options) {}
