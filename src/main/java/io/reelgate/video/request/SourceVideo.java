package io.reelgate.video.request;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The clip that an edit or an extension starts from.
///
/// @param id as the caller wrote it; not every text is the id of a video
@Schema(description = "The clip to edit or extend: exactly one of id, url.", name = "SourceVideo")
public record SourceVideo(
    @Schema(
            description = "The id of an earlier, completed video.",
            example = "video_01k9zq4v7m2c8x5t3r6w0d1e2f",
            maxLength = 100)
        @Nullable String id,
    @Schema(
            description = "A public http or https URL.",
            format = "uri",
            maxLength = 8192,
            example = "https://studio.example.org/canal.mp4")
        @Nullable String url) {
  public SourceVideo {
    if ((id == null) == (url == null)) {
      throw new IllegalArgumentException("exactly one of id and url");
    }
  }
}
