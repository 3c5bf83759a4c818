package io.reelgate.video.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/// A picture that the video begins or ends with.
@Schema(description = "A picture that the video begins or ends with.")
public record FrameImage(
    @Schema(description = "May be left out.", allowableValues = "image_url") String type,
    @Schema(
            implementation = Object.class,
            oneOf = {String.class, MediaUrl.class},
            description = "The picture: an object, or its plain URL.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("image_url")
        MediaUrl imageUrl,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Each of the two at most once.",
            allowableValues = {"first_frame", "last_frame"},
            example = "first_frame")
        @JsonProperty("frame_type")
        String frameType) {}
