package io.reelgate.video;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents the answer to a cancel.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
    responseCode = "200",
    description = "The video.",
    headers =
        @Header(
            name = "openai-poll-after-ms",
            description = "When to ask again, in milliseconds; absent once the video is finished.",
            schema = @Schema(type = "integer")),
    content =
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = VideoView.class),
            examples = @ExampleObject(name = "cancelling", value = VideoExamples.CANCELLING)))
@interface PollAfter {}
