package io.reelgate.video;

import io.reelgate.problem.ProblemCode;
import io.reelgate.tenant.Caller;
import io.reelgate.video.request.CreateVideoRequest;
import io.reelgate.video.request.Purpose;
import io.reelgate.video.request.RequestDecoder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Prices without running.
@Tag(name = "videos")
@RestController
class EstimateController {
  private final RequestDecoder decoder;
  private final Estimates estimates;

  EstimateController(RequestDecoder decoder, Estimates estimates) {
    this.decoder = decoder;
    this.estimates = estimates;
  }

  @Operation(
      operationId = "estimateVideo",
      summary = "Price a video",
      description =
          "Takes what creating, editing or extending takes, makes nothing and stores nothing. The"
              + " length of a source clip is looked up for up to 2 seconds.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = CreateVideoRequest.class),
                    examples = @ExampleObject(name = "text", value = VideoExamples.TEXT)),
                @Content(
                    mediaType = "multipart/form-data",
                    schema = @Schema(implementation = CreateVideoRequest.class))
              }))
  @ApiResponse(
      responseCode = "200",
      description = "What it would cost, and where.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EstimateView.class),
              examples = @ExampleObject(name = "text", value = VideoExamples.ESTIMATE)))
  @PostMapping("/v1/videos/estimate")
  EstimateView estimate(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(
              description = "What is to be priced: a new video, an edit or an extension.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"create", "edit", "extend"},
                      defaultValue = "create"))
          @RequestParam(required = false)
          @Nullable String purpose,
      @Parameter(hidden = true) HttpServletRequest http) {
    return estimates.of(caller, decoder.decode(http, purpose(purpose)));
  }

  private static Purpose purpose(@Nullable String word) {
    return switch (word) {
      case null -> new Purpose.Create();
      case "create" -> new Purpose.Create();
      case "edit" -> new Purpose.Edit();
      case "extend" -> new Purpose.Extension();
      default ->
          throw ProblemCode.INVALID_VALUE.problem(
              "purpose", "purpose must be create, edit or extend");
    };
  }
}
