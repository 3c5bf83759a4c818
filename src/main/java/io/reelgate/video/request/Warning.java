package io.reelgate.video.request;

import io.swagger.v3.oas.annotations.media.Schema;

/// Something in a request that has no effect, told instead of refused.
@Schema(description = "Something that was asked for and has no effect.")
public record Warning(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "What kind of warning it is; new ones may appear.",
            example = "parameter_ignored")
        String code,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"},
            description = "The field as the caller wrote it.",
            example = "quality")
        String param,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "One sentence for people.",
            example = "quality is not used by this API and was ignored")
        String message) {

  static Warning ignored(String param) {
    return new Warning(
        "parameter_ignored", param, param + " is not used by this API and was ignored");
  }
}
