package io.reelgate.video;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;

/// The answer to a delete.
@Schema(name = "VideoDeleted", description = "The answer to a delete.")
record DeletedVideo(
    @Schema(
            description = "The id that is free of any video now.",
            requiredMode = REQUIRED,
            example = "video_01k9zq4v7m2c8x5t3r6w0d1e2f")
        String id,
    @Schema(
            description = "The words video.deleted.",
            requiredMode = REQUIRED,
            allowableValues = "video.deleted")
        String object,
    @Schema(description = "Always true.", requiredMode = REQUIRED) boolean deleted) {}
