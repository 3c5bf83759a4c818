package io.reelgate.video;

import io.reelgate.job.JobId;
import io.reelgate.job.Jobs;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Tells why a video went where it went.
@Tag(name = "videos")
@RestController
class RouteController {
  private final Jobs jobs;

  RouteController(Jobs jobs) {
    this.jobs = jobs;
  }

  @Operation(
      operationId = "retrieveVideoRoute",
      summary = "See why a video went where it went",
      description =
          "What was known when the video was accepted and before each attempt: every provider of"
              + " the model with its price, health and expected time, its rank or the reason why it"
              + " was out, and what counted how much.")
  @ApiResponse(
      responseCode = "200",
      description = "What was decided, and when.",
      useReturnTypeSchema = true)
  @GetMapping("/v1/videos/{id}/route")
  RouteView route(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of a video.", example = "video_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String id) {
    JobId job = JobId.parse(id).orElseThrow(RouteController::notFound);
    return jobs.route(caller.tenant(), job)
        .map(route -> RouteView.of(job, route))
        .orElseThrow(RouteController::notFound);
  }

  private static ProblemException notFound() {
    return ProblemCode.VIDEO_NOT_FOUND.problem("id", "there is no such video");
  }
}
