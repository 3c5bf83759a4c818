package io.reelgate.video;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.health.HealthFigures;
import io.reelgate.job.JobWarning;
import io.reelgate.routing.Quote;
import io.reelgate.routing.RouteDecision.Considered;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a video would cost now, at every provider. Amounts are US dollars.
@Schema(
    name = "VideoEstimate",
    description = "What a video would cost now; amounts are US dollars in decimal strings.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record EstimateView(
    @Schema(
            description = "The words video.estimate.",
            requiredMode = REQUIRED,
            allowableValues = "video.estimate")
        String object,
    @Schema(
            description = "The model as the caller named it.",
            requiredMode = REQUIRED,
            example = "seedance-2.0-mini")
        String model,
    @Schema(description = "What would be done with the inputs.", requiredMode = REQUIRED)
        String operation,
    @Schema(
            description = "Length in seconds, or auto where the provider chooses it.",
            requiredMode = REQUIRED,
            example = "5")
        String seconds,
    @Schema(
            description = "Pixels, or auto where the provider chooses them.",
            requiredMode = REQUIRED,
            example = "1280x720")
        String size,
    @Schema(description = "How many outputs.", requiredMode = REQUIRED) int n,
    @Schema(
            description =
                "Length of the input clips in seconds, 0 without any; null where it could not be "
                    + "learned, and is counted as the longest.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("input_seconds")
        @Nullable Double inputSeconds,
    @Schema(description = "The word USD.", requiredMode = REQUIRED, allowableValues = "USD")
        String currency,
    @Schema(
            description = "The expected cost where the video would go now.",
            requiredMode = REQUIRED,
            example = "0.4050")
        String amount,
    @Schema(
            description = "The most that it can cost there.",
            requiredMode = REQUIRED,
            example = "0.4455")
        @JsonProperty("amount_max")
        String amountMax,
    @Schema(
            description =
                "Unix seconds. Ask again later than that: only a video that is accepted has its "
                    + "price for sure.",
            requiredMode = REQUIRED,
            example = "1795190700")
        @JsonProperty("valid_until")
        long validUntil,
    @Schema(
            description = "Whether max_cost permits any provider; true without one.",
            requiredMode = REQUIRED)
        @JsonProperty("fits_max_cost")
        boolean fitsMaxCost,
    @Schema(
            description = "What the ranking favours.",
            requiredMode = REQUIRED,
            allowableValues = {"price", "health", "latency", "throughput", "balanced"})
        String sort,
    @Schema(description = "What counts, and how much.", requiredMode = REQUIRED)
        Map<String, Double> weights,
    @Schema(
            description = "Every provider of the model: where it would go first, others after.",
            requiredMode = REQUIRED)
        List<Route> routes,
    @Schema(
            description = "What the caller should know although the video would be made.",
            requiredMode = REQUIRED)
        List<JobWarning> warnings) {

  @Schema(name = "VideoEstimateRoute", description = "One provider: its price, or why it is out.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Route(
      @Schema(description = "The provider's slug.", requiredMode = REQUIRED, example = "runware")
          String provider,
      @Schema(
              description = "The expected cost; null where it cannot make the video.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "0.4050")
          @Nullable String amount,
      @Schema(
              description = "The most that it can cost.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "0.4455")
          @JsonProperty("amount_max")
          @Nullable String amountMax,
      @Schema(
              description = "Whether amount is the cost for sure.",
              requiredMode = REQUIRED,
              types = {"boolean", "null"})
          @Nullable Boolean exact,
      @Schema(
              description = "Changes when the price does.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("price_version")
          @Nullable String priceVersion,
      @Schema(
              description = "Its place, from 1; null where it is out.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Integer rank,
      @Schema(
              description = "How it is doing; null where it is out.",
              requiredMode = REQUIRED,
              types = {"object", "null"})
          @Nullable HealthFigures health,
      @Schema(
              description = "How long the video takes there, as a rule.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @JsonProperty("expected_seconds")
          @Nullable Double expectedSeconds,
      @Schema(
              description = "What nine of ten videos stay below; null where too few were seen.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @JsonProperty("p90_seconds")
          @Nullable Double p90Seconds,
      @Schema(
              description = "The weighed sum of the sort balanced; null for others.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @Nullable Double points,
      @Schema(
              description =
                  "What moves it away from the place of its sort: open, half_open, probe, ramp,"
                      + " share, behind or explored.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String held,
      @Schema(
              description = "Why it is out; null where it is not.",
              requiredMode = REQUIRED,
              types = {"object", "null"})
          @Nullable Reason reason) {

    static Route of(Considered judged, @Nullable Quote quote, @Nullable Reason reason) {
      return new Route(
          judged.provider(),
          judged.amount(),
          judged.amountMax(),
          quote == null ? null : (Boolean) quote.exact(),
          quote == null ? null : quote.price().version(),
          judged.rank(),
          judged.health(),
          judged.expectedSeconds(),
          judged.p90Seconds(),
          judged.points(),
          judged.held(),
          reason);
    }
  }

  @Schema(name = "VideoEstimateReason", description = "Why a provider is out.")
  record Reason(
      @Schema(
              description = "The word that the same mistake has as an error.",
              requiredMode = REQUIRED,
              example = "unsupported_resolution")
          String code,
      @Schema(
              description = "The field of the request.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "resolution")
          @Nullable String param,
      @Schema(description = "One sentence for people.", requiredMode = REQUIRED) String message) {}
}
