package io.reelgate.job;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Something the caller should know although the job runs.
///
/// @param code a stable word
/// @param param the request field it is about
@Schema(
    name = "VideoWarning",
    description = "Something the caller should know although the video is made.")
public record JobWarning(
    @Schema(
            description = "A stable word.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "aspect_ratio_defaulted")
        String code,
    @Schema(
            description = "The request field it is about; null when it is about none.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"},
            example = "aspect_ratio")
        @Nullable String param,
    @Schema(description = "One sentence for people.", requiredMode = Schema.RequiredMode.REQUIRED)
        String message) {}
