package io.reelgate.video.request;

import io.swagger.v3.oas.annotations.media.Schema;

/// Where a picture, a clip or a sound can be fetched.
@Schema(description = "A public http or https URL; a plain string in its place means the same.")
public record MediaUrl(
    @Schema(
            description = "A public http or https URL.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            format = "uri",
            maxLength = 8192,
            example = "https://studio.example.org/bud.png")
        String url) {}
