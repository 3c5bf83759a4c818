package io.reelgate.video.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Something that the video should be like; exactly one of the three URLs is there.
@Schema(
    description =
        "Something that the video should be like: exactly one of image_url, video_url, audio_url.")
public record ReferenceInput(
    @Schema(
            description = "May be left out.",
            allowableValues = {"image_url", "video_url", "audio_url"},
            example = "image_url")
        String type,
    @Schema(
            implementation = Object.class,
            oneOf = {String.class, MediaUrl.class},
            description = "A picture: an object, or its plain URL.")
        @JsonProperty("image_url")
        @Nullable MediaUrl imageUrl,
    @Schema(
            implementation = Object.class,
            oneOf = {String.class, MediaUrl.class},
            description = "A clip: an object, or its plain URL.")
        @JsonProperty("video_url")
        @Nullable MediaUrl videoUrl,
    @Schema(
            implementation = Object.class,
            oneOf = {String.class, MediaUrl.class},
            description = "A sound: an object, or its plain URL.")
        @JsonProperty("audio_url")
        @Nullable MediaUrl audioUrl) {

  Reference reference() {
    if (imageUrl != null) {
      return new Reference(ReferenceKind.IMAGE, imageUrl.url());
    }
    if (videoUrl != null) {
      return new Reference(ReferenceKind.VIDEO, videoUrl.url());
    }
    if (audioUrl != null) {
      return new Reference(ReferenceKind.AUDIO, audioUrl.url());
    }
    throw new IllegalStateException("a reference without URL");
  }
}
