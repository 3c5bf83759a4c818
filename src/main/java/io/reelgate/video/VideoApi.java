package io.reelgate.video;

import io.reelgate.tenant.Caller;
import io.reelgate.video.request.CreateVideoRequest;
import io.reelgate.web.CursorPage;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/// The routes of {@code /v1/videos} and how they are documented.
@Tag(name = "videos", description = "Make, watch and fetch videos.")
@RequestMapping("/v1/videos")
interface VideoApi {
  String ID = "The id of a video.";

  /// One video. Words that are routes of their own are never ids, not even for other methods.
  String ONE = "/{id:(?!(?:models|edits|extensions|generations|estimate|events)$).+}";

  String ID_EXAMPLE = "video_01k9zq4v7m2c8x5t3r6w0d1e2f";

  @Operation(
      operationId = "createVideo",
      summary = "Make a video",
      description =
          "Answers as soon as the video is durably queued; nothing is charged before. JSON and"
              + " multipart forms are taken alike. Repeat a request safely by sending it with an"
              + " Idempotency-Key.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = CreateVideoRequest.class),
                    examples = {
                      @ExampleObject(
                          name = "text",
                          summary = "From text",
                          value = VideoExamples.TEXT),
                      @ExampleObject(
                          name = "frames",
                          summary = "First and last frame",
                          value = VideoExamples.FRAMES),
                      @ExampleObject(
                          name = "references",
                          summary = "Like these references",
                          value = VideoExamples.REFERENCES)
                    }),
                @Content(
                    mediaType = "multipart/form-data",
                    schema = @Schema(implementation = CreateVideoRequest.class))
              }))
  @IdempotentPost
  @PostMapping({"", "/generations"})
  ResponseEntity<VideoView> create(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(hidden = true) HttpServletRequest http);

  @Operation(
      operationId = "editVideo",
      summary = "Edit a video",
      description = "Makes a new video from a source clip, named by id or URL.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = CreateVideoRequest.class),
                    examples = @ExampleObject(name = "edit", value = VideoExamples.EDIT)),
                @Content(
                    mediaType = "multipart/form-data",
                    schema = @Schema(implementation = CreateVideoRequest.class))
              }))
  @IdempotentPost
  @PostMapping("/edits")
  ResponseEntity<VideoView> edit(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(hidden = true) HttpServletRequest http);

  @Operation(
      operationId = "extendVideo",
      summary = "Extend a video",
      description = "A source clip goes on; seconds is the length of the new part.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = CreateVideoRequest.class),
                    examples = @ExampleObject(name = "extend", value = VideoExamples.EXTEND)),
                @Content(
                    mediaType = "multipart/form-data",
                    schema = @Schema(implementation = CreateVideoRequest.class))
              }))
  @IdempotentPost
  @PostMapping("/extensions")
  ResponseEntity<VideoView> extend(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(hidden = true) HttpServletRequest http);

  @Operation(
      operationId = "remixVideo",
      summary = "Remix a video",
      description = "An edit of a finished video of your own.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = CreateVideoRequest.class),
                    examples = @ExampleObject(name = "remix", value = VideoExamples.REMIX)),
                @Content(
                    mediaType = "multipart/form-data",
                    schema = @Schema(implementation = CreateVideoRequest.class))
              }))
  @IdempotentPost
  @PostMapping("/{id}/remix")
  ResponseEntity<VideoView> remix(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = ID, example = ID_EXAMPLE) @PathVariable String id,
      @Parameter(hidden = true) HttpServletRequest http);

  @Operation(
      operationId = "retrieveVideo",
      summary = "See a video",
      description =
          "With wait, the answer is held until the status changes. Carries an ETag; while the video"
              + " is not finished, openai-poll-after-ms says when to ask again.")
  @VideoRead
  @GetMapping(ONE)
  ResponseEntity<byte[]> retrieve(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = ID, example = ID_EXAMPLE) @PathVariable String id,
      @Parameter(
              description = "Seconds to wait for a change, 0 to 60.",
              schema = @Schema(type = "integer", minimum = "0", maximum = "60", defaultValue = "0"))
          @RequestParam(required = false)
          @Nullable String wait);

  @ApiResponse(
      responseCode = "200",
      description = "One page of videos.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "listVideos",
      summary = "List videos",
      description = "By creation, newest first; the next page begins after last_id.",
      parameters = {
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many, 0 to 100.",
            schema =
                @Schema(type = "integer", minimum = "0", maximum = "100", defaultValue = "20")),
        @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description = "desc is newest first.",
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"asc", "desc"},
                    defaultValue = "desc")),
        @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "Only videos beyond this id; it may have been deleted.",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "Only videos with this status.",
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"queued", "in_progress", "completed", "failed"})),
        @Parameter(
            name = "model",
            in = ParameterIn.QUERY,
            description = "Only videos of this model, as their callers named it.",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "created_after",
            in = ParameterIn.QUERY,
            description = "Unix seconds: only videos made later.",
            schema = @Schema(type = "integer", format = "int64")),
        @Parameter(
            name = "created_before",
            in = ParameterIn.QUERY,
            description = "Unix seconds: only videos made before.",
            schema = @Schema(type = "integer", format = "int64")),
        @Parameter(
            name = "metadata[key]",
            in = ParameterIn.QUERY,
            description = "Only videos whose metadata has this value under the key.",
            schema = @Schema(type = "string"))
      })
  @GetMapping
  CursorPage<VideoView> list(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query);

  @ApiResponse(
      responseCode = "200",
      description = "The video is removed, or will be once it has ended.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "deleteVideo",
      summary = "Delete a video",
      description = "Only a finished one, unless cancel is true; its files and record are removed.")
  @DeleteMapping(ONE)
  DeletedVideo delete(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = ID, example = ID_EXAMPLE) @PathVariable String id,
      @Parameter(
              description = "Cancel first; the video is removed once it has ended.",
              schema = @Schema(type = "boolean", defaultValue = "false"))
          @RequestParam(required = false)
          @Nullable String cancel);

  @Operation(
      operationId = "cancelVideo",
      summary = "Cancel a video",
      description =
          "At once while it is queued. What a provider has begun ends as cancelled when the provider"
              + " is done, and cost.actual tells what it cost.")
  @PollAfter
  @PostMapping("/{id}/cancel")
  ResponseEntity<VideoView> cancel(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = ID, example = ID_EXAMPLE) @PathVariable String id);

  /// Words under the path that are routes elsewhere and never ids.
  @Hidden
  @RequestMapping(
      path = {"/characters", "/characters/{id}", "/sync"},
      method = {RequestMethod.GET, RequestMethod.POST, RequestMethod.DELETE})
  void unsupported();
}
