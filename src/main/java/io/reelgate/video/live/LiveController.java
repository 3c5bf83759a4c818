package io.reelgate.video.live;

import io.reelgate.job.JobId;
import io.reelgate.job.JobStanding;
import io.reelgate.job.JobStandings;
import io.reelgate.job.JobView;
import io.reelgate.job.Jobs;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Follows videos live.
@RestController
@RequestMapping("/v1/videos")
@Tag(name = "videos")
class LiveController {
  private static final String LAST = "Last-Event-ID";

  private static final String EXAMPLE =
      """
      id: 3
      event: video.in_progress
      data: {"id":"video_01k9zq4v7m2c8x5t3r6w0d1e2f","object":"video","status":"in_progress","progress":40}

      id: 6
      event: video.completed
      data: {"id":"video_01k9zq4v7m2c8x5t3r6w0d1e2f","object":"video","status":"completed","progress":100}

      """;

  private final Jobs jobs;
  private final JobStandings standings;
  private final LiveStreams streams;
  private final LiveProperties properties;
  private final Clock clock;

  LiveController(
      Jobs jobs,
      JobStandings standings,
      LiveStreams streams,
      LiveProperties properties,
      Clock clock) {
    this.jobs = jobs;
    this.standings = standings;
    this.streams = streams;
    this.properties = properties;
    this.clock = clock;
  }

  @GetMapping("/{id}/events")
  @ApiResponse(
      responseCode = "200",
      description = "Events until the video has ended.",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string"),
              examples = @ExampleObject(name = "a video", value = EXAMPLE)))
  @ApiResponse(
      responseCode = "204",
      description = "The video has ended and the last event was seen: do not come back.",
      content = @Content)
  @Operation(
      operationId = "streamVideoEvents",
      summary = "Follow a video",
      description =
          "Server-sent events with the video object: what it is now, then each change, up to"
              + " video.completed or video.failed, which ends the stream. A change that was"
              + " overtaken by another is left out. A client that comes back with Last-Event-ID"
              + " gets what is newer.")
  ResponseEntity<SseEmitter> one(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of a video.", example = "video_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String id,
      @Parameter(description = "The id of the last event that was seen.")
          @RequestHeader(name = LAST, required = false)
          @Nullable String lastEventId) {
    JobId job = JobId.parse(id).orElseThrow(LiveController::notFound);
    JobView view = jobs.find(caller.tenant(), job).orElseThrow(LiveController::notFound);
    JobStanding standing =
        standings.now(List.of(job)).stream().findFirst().orElseThrow(LiveController::notFound);
    OptionalLong last = number(lastEventId);
    boolean nothingNew = last.isPresent() && last.getAsLong() >= standing.sequence();
    if (nothingNew && view.state().terminal()) {
      return ResponseEntity.noContent().build();
    }
    var stream = new LiveStream(caller.tenant(), caller.key(), job, emitter());
    if (nothingNew) {
      stream.knows(standing, "");
    }
    streams.open(stream);
    streams.follow(stream);
    streams.look(List.of(job));
    return answer(stream);
  }

  @GetMapping("/events")
  @ApiResponse(
      responseCode = "200",
      description = "Events of all videos of the tenant.",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string"),
              examples = @ExampleObject(name = "some videos", value = EXAMPLE)))
  @Operation(
      operationId = "streamEvents",
      summary = "Follow all videos",
      description =
          "Server-sent events with a video object for each change of any of the tenant's videos."
              + " Their ids are Unix milliseconds. A client that comes back with Last-Event-ID gets"
              + " what has changed since, up to an hour; what it has seen just before can come"
              + " again.")
  ResponseEntity<SseEmitter> all(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of the last event that was seen.")
          @RequestHeader(name = LAST, required = false)
          @Nullable String lastEventId) {
    OptionalLong last = number(lastEventId);
    var stream = new LiveStream(caller.tenant(), caller.key(), null, emitter());
    streams.open(stream);
    if (last.isPresent()) {
      streams.catchUp(stream, away(last.getAsLong()));
    }
    streams.follow(stream);
    return answer(stream);
  }

  /// A second more, for what was changed before that and committed after.
  private Duration away(long lastMillis) {
    Duration away = Duration.between(Instant.ofEpochMilli(lastMillis), clock.instant());
    return (away.isNegative() ? Duration.ZERO : away).plusSeconds(1);
  }

  private static OptionalLong number(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!text.matches("\\d{1,15}")) {
      throw ProblemCode.INVALID_VALUE.problem(LAST, LAST + " must be the id of an event");
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  private SseEmitter emitter() {
    return new SseEmitter(properties.longest().toMillis());
  }

  private static ResponseEntity<SseEmitter> answer(LiveStream stream) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header("X-Accel-Buffering", "no")
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .body(stream.emitter());
  }

  private static ProblemException notFound() {
    return ProblemCode.VIDEO_NOT_FOUND.problem("id", "there is no such video");
  }
}
