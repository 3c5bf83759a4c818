package io.reelgate.video;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelgate.job.JobId;
import io.reelgate.job.JobRoute;
import io.reelgate.routing.RouteDecision;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a video went where it went.
@Schema(name = "VideoRoute", description = "Why a video went where it went.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record RouteView(
    @Schema(description = "The video's id.", requiredMode = REQUIRED) String id,
    @Schema(
            description = "The words video.route.",
            requiredMode = REQUIRED,
            allowableValues = "video.route")
        String object,
    @Schema(
            description = "What was decided when it was accepted.",
            requiredMode = REQUIRED,
            types = {"object", "null"})
        @Nullable RouteDecision accepted,
    @Schema(
            description = "Where it was sent, oldest first, and what was decided before.",
            requiredMode = REQUIRED)
        List<Attempt> attempts) {

  @Schema(name = "VideoRouteAttempt", description = "One paid try.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Attempt(
      @Schema(description = "From 1.", requiredMode = REQUIRED) int number,
      @Schema(description = "The provider's slug.", requiredMode = REQUIRED, example = "runware")
          String provider,
      @Schema(description = "Where it stands.", requiredMode = REQUIRED, example = "succeeded")
          String state,
      @Schema(description = "When it was decided, Unix seconds.", requiredMode = REQUIRED)
          double at,
      @Schema(
              description = "Why it went there.",
              requiredMode = REQUIRED,
              types = {"object", "null"})
          @Nullable RouteDecision decision) {}

  static RouteView of(JobId id, JobRoute route) {
    return new RouteView(
        id.value(),
        "video.route",
        route.accepted(),
        route.tries().stream().map(RouteView::attempt).toList());
  }

  private static Attempt attempt(JobRoute.Try each) {
    RouteDecision decision = each.decision();
    return new Attempt(
        each.number(),
        each.provider(),
        each.state(),
        each.at().toEpochMilli() / 1000.0,
        decision == null ? null : decision.withoutAccounts());
  }
}
