package io.reelgate.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/// The score and its inputs.
@Schema(
    name = "OfferHealth",
    description =
        "A provider's health for this operation of the model: breaker x success² x (0.6 + 0.25"
            + " speed + 0.15 calm), where the breaker counts 1 closed, 0.2 half-open, 0 open.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HealthFigures(
    @Schema(description = "0 to 1.", requiredMode = REQUIRED) double score,
    @Schema(
            description = "Share of recent orders and videos that went well.",
            requiredMode = REQUIRED)
        double success,
    @Schema(description = "The same over 24 hours.", requiredMode = REQUIRED)
        @JsonProperty("success_24h")
        double usualSuccess,
    @Schema(
            description = "The usual median time divided by the present one, at most 1.",
            requiredMode = REQUIRED)
        double speed,
    @Schema(
            description = "Share of orders that were not answered by too many requests.",
            requiredMode = REQUIRED)
        double calm,
    @Schema(
            description = "How many calls that is from; older ones count less.",
            requiredMode = REQUIRED)
        double calls,
    @Schema(
            description = "The breaker of orders.",
            requiredMode = REQUIRED,
            allowableValues = {"closed", "half_open", "open"})
        String breaker,
    @Schema(
            description = "The part of its share that it gets after its breaker has closed.",
            requiredMode = REQUIRED)
        double share,
    @Schema(
            description = "Whether others have been healthier for a while.",
            requiredMode = REQUIRED)
        boolean behind) {

  public static HealthFigures of(OfferHealth health) {
    return new HealthFigures(
        rounded(health.score()),
        rounded(health.success()),
        rounded(health.usualSuccess()),
        rounded(health.speed()),
        rounded(health.calm()),
        rounded(health.calls()),
        health.position().word(),
        health.share(),
        health.behind());
  }

  private static double rounded(double figure) {
    return Math.round(figure * 1_000) / 1_000.0;
  }
}
