package io.reelgate.video;

import io.reelgate.job.JobFilter;
import io.reelgate.job.JobId;
import io.reelgate.job.JobView;
import io.reelgate.job.Jobs;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.Caller;
import io.reelgate.video.VideoService.Accepted;
import io.reelgate.video.VideoService.Arrival;
import io.reelgate.video.request.DecodedRequest;
import io.reelgate.video.request.Purpose;
import io.reelgate.video.request.RequestDecoder;
import io.reelgate.web.CursorPage;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;

/// The videos of a tenant.
@RestController
class VideoController implements VideoApi {
  private static final String REPLAYED = "Idempotent-Replayed";
  private static final int LONGEST_WAIT_SECONDS = 60;

  private final RequestDecoder decoder;
  private final VideoService service;
  private final Jobs jobs;
  private final VideoViews views;
  private final VideoAnswers answers;

  VideoController(
      RequestDecoder decoder,
      VideoService service,
      Jobs jobs,
      VideoViews views,
      VideoAnswers answers) {
    this.decoder = decoder;
    this.service = service;
    this.jobs = jobs;
    this.views = views;
    this.answers = answers;
  }

  @Override
  public ResponseEntity<VideoView> create(Caller caller, HttpServletRequest http) {
    return accept(caller, http, "/v1/videos", new Purpose.Create());
  }

  @Override
  public ResponseEntity<VideoView> edit(Caller caller, HttpServletRequest http) {
    return accept(caller, http, "/v1/videos/edits", new Purpose.Edit());
  }

  @Override
  public ResponseEntity<VideoView> extend(Caller caller, HttpServletRequest http) {
    return accept(caller, http, "/v1/videos/extensions", new Purpose.Extension());
  }

  @Override
  public ResponseEntity<VideoView> remix(Caller caller, String id, HttpServletRequest http) {
    JobId source =
        JobId.parse(id)
            .orElseThrow(
                () -> ProblemCode.VIDEO_NOT_FOUND.problem("video", "there is no such video"));
    return accept(caller, http, "/v1/videos/" + source + "/remix", new Purpose.Remix(id));
  }

  private ResponseEntity<VideoView> accept(
      Caller caller, HttpServletRequest http, String path, Purpose purpose) {
    Optional<String> key = IdempotencyKeys.key(http.getHeader("Idempotency-Key"));
    DecodedRequest request = decoder.decode(http, purpose);
    var arrival = new Arrival(path, key.orElse(null), retryCount(http).orElse(null));
    Accepted accepted = service.create(caller, request, arrival);
    return answers.made(accepted.job(), accepted.replayed() ? REPLAYED : null);
  }

  private static Optional<Integer> retryCount(HttpServletRequest http) {
    return Optional.ofNullable(http.getHeader("X-Stainless-Retry-Count"))
        .filter(text -> text.matches("\\d{1,4}"))
        .map(Integer::valueOf);
  }

  @Override
  public ResponseEntity<byte[]> retrieve(Caller caller, String id, @Nullable String wait) {
    Duration longest = wait(wait);
    JobView job = find(caller, id);
    if (longest.isPositive() && !job.state().terminal()) {
      jobs.awaitChange(job, longest);
      job = find(caller, id);
    }
    return answers.read(job, position(job));
  }

  private OptionalInt position(JobView job) {
    return job.status().equals("queued") ? jobs.position(job.id()) : OptionalInt.empty();
  }

  private static Duration wait(@Nullable String text) {
    String seconds = Objects.requireNonNullElse(text, "0");
    if (!seconds.matches("\\d{1,2}") || Integer.parseInt(seconds) > LONGEST_WAIT_SECONDS) {
      throw ProblemCode.INVALID_VALUE.problem(
          "wait", "wait must be whole seconds, 0 to " + LONGEST_WAIT_SECONDS);
    }
    return Duration.ofSeconds(Integer.parseInt(seconds));
  }

  @Override
  public CursorPage<VideoView> list(Caller caller, MultiValueMap<String, String> query) {
    var asked = new ListQuery(query);
    JobFilter filter = asked.filter();
    List<VideoView> found =
        asked.limit() == 0
            ? List.of()
            : jobs.list(caller.tenant(), filter).stream().map(views::of).toList();
    return CursorPage.of(found, asked.limit(), VideoView::id);
  }

  @Override
  public DeletedVideo delete(Caller caller, String id, @Nullable String cancel) {
    if (cancel != null && !cancel.equals("true") && !cancel.equals("false")) {
      throw ProblemCode.INVALID_VALUE.problem("cancel", "cancel must be true or false");
    }
    jobs.delete(caller.tenant(), found(id), "true".equals(cancel));
    return new DeletedVideo(id, "video.deleted", true);
  }

  @Override
  public ResponseEntity<VideoView> cancel(Caller caller, String id) {
    jobs.cancel(caller.tenant(), found(id));
    return answers.made(find(caller, id), null);
  }

  @Override
  public void unsupported() {
    throw ProblemCode.UNSUPPORTED_ENDPOINT.problem(null, "this gateway has no such endpoint");
  }

  private JobView find(Caller caller, String id) {
    return jobs.find(caller.tenant(), found(id)).orElseThrow(VideoController::notFound);
  }

  private static JobId found(String id) {
    return JobId.parse(id).orElseThrow(VideoController::notFound);
  }

  private static ProblemException notFound() {
    return ProblemCode.VIDEO_NOT_FOUND.problem("id", "there is no such video");
  }
}
