package io.reelgate.video;

import io.reelgate.catalog.CurrentCatalog;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Size;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.job.JobState;
import io.reelgate.job.JobView;
import io.reelgate.job.StoredOutput;
import io.reelgate.money.Usd;
import io.reelgate.problem.ProblemCode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows jobs as videos, for the API and for events.
@Component
class VideoViews {
  private final CurrentCatalog catalog;
  private final MediaLinks links;
  private final Clock clock;

  VideoViews(CurrentCatalog catalog, MediaLinks links, Clock clock) {
    this.catalog = catalog;
    this.links = links;
    this.clock = clock;
  }

  VideoView of(JobView job) {
    return of(job, OptionalInt.empty());
  }

  /// @param position the job's place in the queue, if it is known
  VideoView of(JobView job, OptionalInt position) {
    return of(job, position, MediaLinks.LIFE);
  }

  /// With links for a receiver that may be away for a while.
  VideoView forEvent(JobView job) {
    return of(job, OptionalInt.empty(), MediaLinks.LIFE_IN_EVENTS);
  }

  private VideoView of(JobView job, OptionalInt position, Duration linkLife) {
    List<VideoView.Output> outputs = outputs(job, linkLife);
    StoredOutput first = job.outputs().isEmpty() ? null : job.outputs().getFirst();
    return new VideoView(basics(job, first), details(job, first, outputs, position));
  }

  private static VideoView.Basics basics(JobView job, @Nullable StoredOutput first) {
    JobView.Ending ending = job.ending();
    Size size = pixels(job.spec(), first);
    return new VideoView.Basics(
        job.id().value(),
        "video",
        job.model(),
        job.status(),
        job.work().progress(),
        job.createdAt().getEpochSecond(),
        ending == null ? null : ending.finishedAt().getEpochSecond(),
        ending == null || ending.expiresAt() == null ? null : ending.expiresAt().getEpochSecond(),
        job.spec().prompt(),
        seconds(job, first),
        size == null ? "auto" : size.toString(),
        job.sourceVideoId(),
        fault(ending));
  }

  private VideoView.Details details(
      JobView job,
      @Nullable StoredOutput first,
      List<VideoView.Output> outputs,
      OptionalInt position) {
    VideoSpec spec = job.spec();
    Size size = pixels(spec, first);
    return new VideoView.Details(
        outputs.isEmpty() ? null : outputs.getFirst().url(),
        job.cancelling() && !job.state().terminal() ? "cancelling" : job.state().statusDetail(),
        spec.operation().word(),
        spec.shape().resolution(),
        spec.shape().aspectRatio(),
        size == null ? null : (Integer) size.width(),
        size == null ? null : (Integer) size.height(),
        fps(spec.model(), first),
        first == null ? null : first.duration(),
        spec.extras().generateAudio(),
        seed(spec, job.ending()),
        spec.shape().outputs(),
        spec.extras().negativePrompt(),
        outputs,
        usage(job.money().actual()),
        cost(job.money()),
        provider(job.work()),
        source(spec),
        job.metadata(),
        job.endUser(),
        job.warnings(),
        queue(job, position));
  }

  private List<VideoView.Output> outputs(JobView job, Duration linkLife) {
    Instant expiresAt = job.ending() == null ? null : job.ending().expiresAt();
    return expiresAt == null || job.state() != JobState.COMPLETED
        ? List.of()
        : job.outputs().stream()
            .map(
                output -> output(output, links.mint(job.id(), output.index(), expiresAt, linkLife)))
            .toList();
  }

  private static VideoView.Output output(StoredOutput output, MediaLinks.Link link) {
    return new VideoView.Output(
        output.index(),
        link.url(),
        link.expiresAt().getEpochSecond(),
        output.contentType(),
        output.bytes(),
        output.width(),
        output.height(),
        output.duration(),
        output.fps(),
        output.hasAudio(),
        output.seed(),
        null,
        null);
  }

  /// The pixels really delivered, once known.
  private static @Nullable Size pixels(VideoSpec spec, @Nullable StoredOutput first) {
    return first != null && first.width() != null && first.height() != null
        ? new Size(first.width(), first.height())
        : spec.shape().size();
  }

  private @Nullable Integer fps(ModelId model, @Nullable StoredOutput first) {
    return first != null && first.fps() != null
        ? first.fps()
        : catalog.get().model(model).map(found -> found.fps()).orElse(null);
  }

  /// The length of an extension is that of the stitched whole.
  private static String seconds(JobView job, @Nullable StoredOutput first) {
    Seconds wanted = job.spec().shape().seconds();
    if (job.spec().operation() == Operation.EXTEND) {
      Double source = Objects.requireNonNull(job.spec().media().source()).seconds();
      return source == null || wanted.fixed().isEmpty()
          ? "auto"
          : Long.toString(Math.round(source) + wanted.fixed().getAsInt());
    }
    return switch (wanted) {
      case Seconds.Fixed fixed -> fixed.word();
      case Seconds.Auto auto ->
          first == null || first.duration() == null
              ? auto.word()
              : Long.toString(Math.max(1, Math.round(first.duration())));
    };
  }

  private static @Nullable Long seed(VideoSpec spec, JobView.@Nullable Ending ending) {
    return ending != null && ending.seed() != null ? ending.seed() : spec.extras().seed();
  }

  private static VideoView.@Nullable Fault fault(JobView.@Nullable Ending ending) {
    if (ending == null || ending.errorCode() == null) {
      return null;
    }
    String code = ending.errorCode();
    String type =
        Arrays.stream(ProblemCode.values())
            .filter(known -> known.word().equals(code))
            .map(ProblemCode::type)
            .findFirst()
            .orElse(callerFault(code) ? "invalid_request_error" : "server_error");
    String message = Objects.requireNonNullElse(ending.errorMessage(), code);
    return new VideoView.Fault(code, message, type, ending.errorParam());
  }

  private static boolean callerFault(String code) {
    return List.of("media_unreachable", "provider_rejected", "cancelled", "deadline_exceeded")
        .contains(code);
  }

  private static VideoView.@Nullable Usage usage(@Nullable Usd actual) {
    return actual == null ? null : new VideoView.Usage(plain(actual.dollars()), false);
  }

  /// Without needless zeros, and never in powers of ten.
  private static BigDecimal plain(BigDecimal dollars) {
    BigDecimal stripped = dollars.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static VideoView.Cost cost(JobView.Money money) {
    return new VideoView.Cost(
        "USD",
        money.estimate().toString(),
        money.worst().toString(),
        money.actual() == null ? null : money.actual().toString(),
        money.maxCost() == null ? null : money.maxCost().toString());
  }

  private static VideoView.@Nullable Provider provider(JobView.Work work) {
    return work.provider() == null
        ? null
        : new VideoView.Provider(work.provider(), work.attempts());
  }

  private static VideoView.@Nullable Source source(VideoSpec spec) {
    VideoSpec.Source source = spec.media().source();
    if (source == null) {
      return null;
    }
    OptionalInt segment =
        spec.operation() == Operation.EXTEND ? spec.shape().seconds().fixed() : OptionalInt.empty();
    return new VideoView.Source(
        spec.operation().word(),
        source.videoId(),
        segment.isPresent() ? (Integer) segment.getAsInt() : null);
  }

  private VideoView.@Nullable Queue queue(JobView job, OptionalInt position) {
    if (job.state().terminal()) {
      return null;
    }
    Duration expected = job.work().expected();
    Instant from = Objects.requireNonNullElseGet(job.work().submittedAt(), clock::instant);
    Integer eta =
        expected == null
            ? null
            : (Integer)
                (int)
                    Math.max(0, Duration.between(clock.instant(), from.plus(expected)).toSeconds());
    return new VideoView.Queue(position.isPresent() ? (Integer) position.getAsInt() : null, eta);
  }
}
