package io.reelgate.routing;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.health.HealthFigures;
import io.reelgate.health.Timing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Why a route is as it is, small enough to be stored with what was decided, and shown as it is
/// stored.
@Schema(
    name = "RouteDecision",
    description = "Why a video went where it went: every provider of its model at that moment.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RouteDecision(
    @Schema(
            description = "What the ranking favoured.",
            requiredMode = REQUIRED,
            allowableValues = {"price", "health", "latency", "throughput", "balanced"})
        String sort,
    @Schema(description = "What counted, and how much.", requiredMode = REQUIRED)
        Map<String, Double> weights,
    @Schema(description = "Best first, those that were left out last.", requiredMode = REQUIRED)
        List<Considered> offers,
    @Schema(
            description =
                "What would have come first, and why it did not: it took no order just then, or was"
                    + " tried before.",
            requiredMode = REQUIRED)
        List<String> passed) {
  private static final int MOST = 40;

  public RouteDecision {
    weights = new TreeMap<>(weights);
    offers = List.copyOf(offers);
    passed = List.copyOf(passed);
  }

  /// @param passed accounts that refused an order, and why
  public static RouteDecision of(Route route, List<String> passed) {
    List<Considered> offers = new ArrayList<>();
    for (Candidate each : route.candidates()) {
      offers.add(Considered.of(each, offers.size() + 1));
    }
    route.exclusions().forEach(each -> offers.add(Considered.of(each)));
    return new RouteDecision(
        route.sort().word(),
        route.weights(),
        offers.subList(0, Math.min(MOST, offers.size())),
        passed.subList(0, Math.min(MOST, passed.size())));
  }

  /// The same for callers, who know of providers and not of accounts.
  public RouteDecision withoutAccounts() {
    return new RouteDecision(
        sort,
        weights,
        offers,
        passed.stream().map(each -> each.replaceFirst("/[^ ]*", "")).distinct().toList());
  }

  /// One offer.
  @Schema(name = "RouteOffer", description = "One provider: how it was judged, or why it was out.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Considered(
      @Schema(description = "The provider's slug.", requiredMode = REQUIRED, example = "runware")
          String provider,
      @Schema(
              description = "Its place, from 1; null where it is out.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Integer rank,
      @Schema(
              description = "The expected cost in dollars.",
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
              description = "How it was doing; null where it is out.",
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
              description = "What nine of ten videos stayed below; null where too few were seen.",
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
                  "What moved it away from the place of its sort: open, half_open, probe, ramp,"
                      + " share, behind or explored.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String held,
      @Schema(
              description = "Why it is out; null where it is not.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "max_cost")
          @Nullable String reason) {

    public static Considered of(Candidate candidate, int rank) {
      Prospect prospect = candidate.prospect();
      Timing timing = prospect.timing();
      return new Considered(
          candidate.offer().provider().value(),
          rank,
          candidate.quote().estimate().toString(),
          candidate.quote().worst().toString(),
          HealthFigures.of(prospect.health()),
          seconds(prospect.expected()),
          timing == null ? null : (Double) seconds(timing.wholly()),
          prospect.points() == null ? null : (Double) rounded(prospect.points()),
          prospect.held() == null ? null : prospect.held().word(),
          null);
    }

    public static Considered of(Exclusion exclusion) {
      Quote quote = exclusion.quote();
      return new Considered(
          exclusion.offer().provider().value(),
          null,
          quote == null ? null : quote.estimate().toString(),
          quote == null ? null : quote.worst().toString(),
          null,
          null,
          null,
          null,
          null,
          exclusion.reason().word());
    }
  }

  private static double seconds(Duration duration) {
    return Math.round(duration.toMillis() / 100.0) / 10.0;
  }

  private static double rounded(double figure) {
    return Math.round(figure * 1_000) / 1_000.0;
  }
}
