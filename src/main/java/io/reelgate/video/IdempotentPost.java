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

/// Documents what all operations share that make a job.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    name = "Idempotency-Key",
    in = ParameterIn.HEADER,
    description =
        "1 to 255 visible characters of your own, such as harbour-scene-12-take-3. The same key with the same request gives the same"
            + " video for 30 days, with another request 422.",
    schema = @Schema(type = "string", maxLength = 255))
@Parameter(
    name = "X-Gateway-Options",
    in = ParameterIn.HEADER,
    description = "A JSON object of request fields, for clients that drop fields they do not know.",
    schema = @Schema(type = "string", maxLength = 8192))
@Parameter(
    name = "X-Gateway-Max-Cost",
    in = ParameterIn.HEADER,
    description = "The same as the field max_cost.",
    schema = @Schema(type = "string"))
@ApiResponse(
    responseCode = "200",
    description = "The video is durably queued.",
    headers = {
      @Header(
          name = "Idempotent-Replayed",
          description = "true when an earlier request made this video.",
          schema = @Schema(type = "string", allowableValues = "true")),
      @Header(
          name = "openai-poll-after-ms",
          description = "When to ask again, in milliseconds.",
          schema = @Schema(type = "integer"))
    },
    content =
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = VideoView.class),
            examples = @ExampleObject(name = "queued", value = VideoExamples.QUEUED)))
@interface IdempotentPost {}
