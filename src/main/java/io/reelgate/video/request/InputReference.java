package io.reelgate.video.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/// One input by URL.
@Schema(description = "One input by URL.")
public record InputReference(
    @Schema(
            description = "A public http or https URL of a picture, a clip or a sound.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            format = "uri",
            maxLength = 8192,
            example = "https://studio.example.org/bud.png")
        @JsonProperty("image_url")
        String imageUrl) {}
