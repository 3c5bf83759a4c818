package io.reelgate.video;

import io.reelgate.tenant.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/// The routes that give the bytes of a video, and how they are documented.
@Tag(name = "videos")
interface ContentApi {
  @Operation(
      operationId = "downloadVideo",
      summary = "Fetch a video's file",
      description = "Streamed by the gateway; takes Range. Never compressed, never redirected.")
  @FileAnswer
  @RequestMapping(
      path = "/v1/videos/{id}/content",
      method = {RequestMethod.GET, RequestMethod.HEAD})
  void content(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = VideoApi.ID, example = VideoApi.ID_EXAMPLE) @PathVariable String id,
      @Parameter(
              description = "Which rendition; this gateway makes video only.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {
                        "video",
                        "thumbnail",
                        "spritesheet",
                        "last_frame",
                        "audio"
                      },
                      defaultValue = "video"))
          @RequestParam(required = false)
          @Nullable String variant,
      @Parameter(
              description = "Which output, from 0.",
              schema = @Schema(type = "integer", minimum = "0", defaultValue = "0"))
          @RequestParam(required = false)
          @Nullable String index,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @Operation(
      operationId = "downloadVideoByLink",
      summary = "Fetch a video's file by its link",
      description = "Needs no key; the link is in url and outputs[].url and expires.")
  @SecurityRequirements
  @FileAnswer
  @RequestMapping(
      path = "/media/{id}/{file}",
      method = {RequestMethod.GET, RequestMethod.HEAD})
  void linked(
      @Parameter(description = VideoApi.ID, example = VideoApi.ID_EXAMPLE) @PathVariable String id,
      @Parameter(description = "The number of the output and .mp4.", example = "0.mp4")
          @PathVariable
          String file,
      @Parameter(
              description = "Unix seconds when the link stops working.",
              required = true,
              schema = @Schema(type = "integer", format = "int64"))
          @RequestParam(required = false)
          @Nullable String exp,
      @Parameter(description = "The link's signature.", required = true)
          @RequestParam(required = false)
          @Nullable String sig,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;
}
