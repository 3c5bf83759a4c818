package io.reelgate.video;

import io.reelgate.job.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/// Videos as HTTP answers: the body, and the headers that tell a client when to ask again.
@Component
class VideoAnswers {
  static final String POLL_AFTER = "openai-poll-after-ms";

  /// One client reads the interval once and keeps it for the whole wait, so it is neither hasty nor
  /// slow.
  private static final Duration SOONEST_POLL = Duration.ofSeconds(2);

  private static final Duration LATEST_POLL = Duration.ofSeconds(10);

  private final VideoViews views;
  private final JsonMapper mapper;
  private final Clock clock;

  VideoAnswers(VideoViews views, JsonMapper mapper, Clock clock) {
    this.views = views;
    this.mapper = mapper;
    this.clock = clock;
  }

  /// @param flag name of a header to set to true, if any
  ResponseEntity<VideoView> made(JobView job, @Nullable String flag) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
    if (flag != null) {
      answer.header(flag, "true");
    }
    pollAfter(answer, job);
    return answer.body(views.of(job));
  }

  /// With an entity tag over the body, so that asking again and again is cheap.
  ResponseEntity<byte[]> read(JobView job, OptionalInt position) {
    byte[] body = mapper.writeValueAsBytes(views.of(job, position));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .cacheControl(CacheControl.noCache().cachePrivate())
            .eTag(DigestUtils.md5DigestAsHex(body));
    pollAfter(answer, job);
    return answer.body(body);
  }

  private void pollAfter(ResponseEntity.BodyBuilder answer, JobView job) {
    if (!job.state().terminal()) {
      answer.header(POLL_AFTER, Long.toString(pollAfter(job).toMillis()));
    }
  }

  /// A quarter of the time that is probably left.
  private Duration pollAfter(JobView job) {
    Duration expected = Objects.requireNonNullElse(job.work().expected(), SOONEST_POLL);
    Instant from = Objects.requireNonNullElseGet(job.work().submittedAt(), clock::instant);
    Duration left = Duration.between(clock.instant(), from.plus(expected)).dividedBy(4);
    if (left.compareTo(SOONEST_POLL) < 0) {
      return SOONEST_POLL;
    }
    return left.compareTo(LATEST_POLL) > 0 ? LATEST_POLL : left;
  }
}
