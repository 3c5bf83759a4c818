package io.reelgate.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.health.Tally.Count;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How one model is made by one operation, over the last day.
@Schema(name = "OfferReport", description = "How a provider does one operation of one model.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record OfferReport(
    @Schema(description = "The model.", requiredMode = REQUIRED, example = "seedance-2.0-mini")
        String model,
    @Schema(description = "What is done.", requiredMode = REQUIRED, example = "text_to_video")
        String operation,
    @Schema(description = "Its score, and what that is from.", requiredMode = REQUIRED)
        HealthFigures health,
    @Schema(description = "Orders of the last 24 hours.", requiredMode = REQUIRED) long orders,
    @Schema(description = "Videos of the last 24 hours that ended well.", requiredMode = REQUIRED)
        long succeeded,
    @Schema(
            description = "Orders and videos of the last 24 hours that failed by its fault.",
            requiredMode = REQUIRED)
        long failed,
    @Schema(
            description =
                "Orders of the last 24 hours of which nobody knew whether they were taken.",
            requiredMode = REQUIRED)
        long unclear,
    @Schema(
            description = "Orders of the last 24 hours that were too many requests.",
            requiredMode = REQUIRED)
        long throttled,
    @Schema(
            description = "Median time until an order is accepted; null where none was.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("accept_p50_seconds")
        @Nullable Double acceptP50,
    @Schema(
            description = "Nine of ten orders are accepted within it.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("accept_p90_seconds")
        @Nullable Double acceptP90,
    @Schema(
            description = "Median time from acceptance to the video.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("video_p50_seconds")
        @Nullable Double videoP50,
    @Schema(
            description = "Nine of ten videos are there within it.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("video_p90_seconds")
        @Nullable Double videoP90,
    @Schema(
            description = "What failed last within 24 hours.",
            requiredMode = REQUIRED,
            types = {"string", "null"},
            example = "provider_error")
        @JsonProperty("last_failure")
        @Nullable String lastFailure,
    @Schema(
            description = "When that was, Unix seconds.",
            requiredMode = REQUIRED,
            types = {"integer", "null"})
        @JsonProperty("last_failure_at")
        @Nullable Long lastFailureAt,
    @Schema(description = "The last 24 hours, oldest first.", requiredMode = REQUIRED)
        List<Hour> trend) {

  @Schema(name = "HealthHour", description = "One hour in which there was something to count.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Hour(
      @Schema(description = "Its beginning, Unix seconds.", requiredMode = REQUIRED) long at,
      @Schema(description = "Orders and videos of which the end is known.", requiredMode = REQUIRED)
          long calls,
      @Schema(
              description = "The share of them that went well; null without any.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @Nullable Double success,
      @Schema(
              description = "Median time from acceptance to the video.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @JsonProperty("video_p50_seconds")
          @Nullable Double videoP50) {

    static Hour of(Instant began, Tally tally) {
      double calls = tally.calls();
      return new Hour(
          began.getEpochSecond(),
          Math.round(calls),
          calls == 0 ? null : (Double) share(tally.count(Count.SUCCEEDED) / calls),
          seconds(tally.finishes(), 0.5));
    }

    private static double share(double part) {
      return Math.round(part * 1_000) / 1_000.0;
    }
  }

  static OfferReport of(
      String model, String operation, OfferHealth health, Tally day, List<Hour> trend) {
    Instant failedAt = day.lastFailureAt();
    String failure = day.lastFailure();
    return new OfferReport(
        model,
        operation,
        HealthFigures.of(health),
        count(day, Count.SUBMITTED),
        count(day, Count.SUCCEEDED),
        count(day, Count.FAILED),
        count(day, Count.UNCLEAR),
        count(day, Count.THROTTLED),
        seconds(day.accepts(), 0.5),
        seconds(day.accepts(), 0.9),
        seconds(day.finishes(), 0.5),
        seconds(day.finishes(), 0.9),
        failure == null ? null : failure.toLowerCase(Locale.ROOT),
        failedAt == null ? null : (Long) failedAt.getEpochSecond(),
        trend);
  }

  private static long count(Tally tally, Count which) {
    return Math.round(tally.count(which));
  }

  private static @Nullable Double seconds(Histogram times, double share) {
    return times
        .percentile(share)
        .map(Duration::toMillis)
        .map(millis -> Math.round(millis / 10.0) / 100.0)
        .orElse(null);
  }
}
