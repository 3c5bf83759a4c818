package io.reelgate.job.history;

import io.reelgate.job.JobId;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "admin")
@SecurityRequirement(name = "admin")
class HistoryController {
  private final HistoryReads reads;

  HistoryController(HistoryReads reads) {
    this.reads = reads;
  }

  @GetMapping("/v1/admin/videos/{id}")
  @ApiResponse(
      responseCode = "200",
      description = "The video's attempts and events.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "retrieveVideoHistory",
      summary = "See what became of a video",
      description =
          "Every attempt with its outcome, cost and the provider's own code, and every change of"
              + " state. Prompts, inputs and links are not shown.")
  HistoryView history(
      @Parameter(description = "The id of a video.", example = "video_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String id) {
    return JobId.parse(id).flatMap(reads::history).orElseThrow(HistoryController::notFound);
  }

  private static ProblemException notFound() {
    return ProblemCode.VIDEO_NOT_FOUND.problem("id", "there is no such video");
  }
}
