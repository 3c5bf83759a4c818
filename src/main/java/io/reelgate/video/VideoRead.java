package io.reelgate.video;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents the answer to who asks how a video is doing.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    name = "If-None-Match",
    in = ParameterIn.HEADER,
    description = "An ETag; answered by 304 while nothing has changed.",
    schema = @Schema(type = "string"))
@ApiResponse(
    responseCode = "200",
    description = "The video.",
    headers = {
      @Header(
          name = "ETag",
          description = "Changes with the body.",
          schema = @Schema(type = "string")),
      @Header(
          name = "openai-poll-after-ms",
          description = "When to ask again, in milliseconds; absent once the video is finished.",
          schema = @Schema(type = "integer"))
    },
    content =
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = VideoView.class),
            examples = {
              @ExampleObject(
                  name = "completed",
                  summary = "Completed",
                  value = VideoExamples.COMPLETED),
              @ExampleObject(name = "failed", summary = "Failed", value = VideoExamples.FAILED),
              @ExampleObject(
                  name = "queued",
                  summary = "Just created",
                  value = VideoExamples.QUEUED)
            }))
@ApiResponse(responseCode = "304", description = "The video is as the one of If-None-Match.")
@interface VideoRead {}
