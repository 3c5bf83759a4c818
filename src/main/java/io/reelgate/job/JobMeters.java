package io.reelgate.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.reelgate.job.JobEndings.Ended;
import io.reelgate.provider.Progress;
import io.reelgate.provider.Submission;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.LogFields;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Counts what this replica does for jobs: accepts, hands over, ends, and at what cost. What a
/// transaction does is counted once it is committed.
@Component
class JobMeters {
  static final String ACCEPTED = "reelgate.accepted";
  static final String ENDED = "reelgate.ended";
  static final String DURATION = "reelgate.duration";
  static final String WAIT = "reelgate.queue.wait";
  static final String ATTEMPTS = "reelgate.attempts";
  static final String COST = "reelgate.cost";
  static final String DRIFT = "reelgate.cost.drift";

  /// Bounds of what should be over in a moment.
  static final Duration[] MOMENTS = seconds(0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300);

  private static final Duration[] VIDEOS =
      seconds(5, 15, 30, 60, 90, 120, 180, 300, 600, 1200, 3600);
  private static final String NONE = "none";
  private static final double MICROS = 1e6;
  private static final Logger LOG = LoggerFactory.getLogger(JobMeters.class);

  private final MeterRegistry meters;

  JobMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  private static Duration[] seconds(double... bounds) {
    return Arrays.stream(bounds)
        .mapToObj(each -> Duration.ofMillis(Math.round(each * 1000)))
        .toArray(Duration[]::new);
  }

  /// The tags of an offer.
  ///
  /// @param offer as the text of its id
  static Tags of(@Nullable String provider, @Nullable String offer) {
    return Tags.of(
        "provider",
        Objects.requireNonNullElse(provider, NONE),
        "model",
        offer == null ? NONE : offer.substring(offer.indexOf('/') + 1));
  }

  static String word(Submission submission) {
    return switch (submission) {
      case Submission.Accepted _ -> "accepted";
      case Submission.NotSent _ -> "not_sent";
      case Submission.Refused _ -> "refused";
      case Submission.Unclear _ -> "unclear";
    };
  }

  static String word(@Nullable Progress progress) {
    return switch (progress) {
      case null -> "left_out";
      case Progress.Running _ -> "running";
      case Progress.Succeeded _ -> "succeeded";
      case Progress.Failed _ -> "failed";
      case Progress.NotFound _ -> "not_found";
      case Progress.NoAnswer _ -> "no_answer";
    };
  }

  /// Within the accepting transaction.
  void acceptedAfterCommit(JobId id, NewJob job) {
    afterCommit(() -> {
      try (LogFields _ = LogFields.of(Field.JOB, id.value())) {
        LOG.info("job {}: accepted, {} of {}", id, job.spec().operation().word(), job.askedModel());
      }
      Counter.builder(ACCEPTED)
          .description("videos that were accepted")
          .baseUnit("jobs")
          .tag("model", job.spec().model().value())
          .tag("mode", job.owner().live() ? "live" : "test")
          .register(meters)
          .increment();
    });
  }

  /// @param job as it was claimed, so that this attempt is not counted in it
  void attempted(ClaimedJob job, Attempt attempt, Submission submission) {
    Counter.builder(ATTEMPTS)
        .description("orders handed to providers")
        .baseUnit("attempts")
        .tags(of(attempt.provider(), attempt.offer()))
        .tag("outcome", word(submission))
        .tag("try", job.attempts() == 0 ? "first" : "again")
        .register(meters)
        .increment();
    Timer.builder(WAIT)
        .description("from when a job was due to when it was taken, by where it went")
        .serviceLevelObjectives(MOMENTS)
        .tags(of(attempt.provider(), attempt.offer()))
        .register(meters)
        .record(job.origin().waited());
  }

  /// Within the transaction that ends jobs.
  void endedAfterCommit(List<Ended> ended) {
    if (!ended.isEmpty()) {
      afterCommit(() -> ended.forEach(this::ended));
    }
  }

  private void ended(Ended job) {
    JobState state = job.finalState();
    if (state == null) {
      return;
    }
    Tags offer = of(job.provider(), job.offer());
    Counter.builder(ENDED)
        .description("videos that have ended, and with which error")
        .baseUnit("jobs")
        .tags(offer)
        .tag("outcome", state.name().toLowerCase(Locale.ROOT))
        .tag("code", Objects.requireNonNullElse(job.errorCode(), NONE))
        .register(meters)
        .increment();
    if (state == JobState.COMPLETED && job.tookMs() != null) {
      Timer.builder(DURATION)
          .description("from the acceptance of a video to its completion")
          .serviceLevelObjectives(VIDEOS)
          .tags(offer)
          .register(meters)
          .record(Duration.ofMillis(job.tookMs()));
    }
    cost(job, offer);
  }

  /// Costs that become known later are missing here; they are in the rows.
  private void cost(Ended job, Tags offer) {
    if (job.micros() != null && job.offer() != null) {
      Counter.builder(COST)
          .description("what videos cost, as far as it was known when they ended")
          .baseUnit("usd")
          .tags(offer)
          .register(meters)
          .increment(job.micros() / MICROS);
    }
    if (job.drift() != null) {
      DistributionSummary.builder(DRIFT)
          .description("what a video cost, divided by its estimate")
          .baseUnit("ratio")
          .serviceLevelObjectives(0.5, 0.8, 0.95, 1.05, 1.2, 1.5, 2)
          .tags(offer)
          .register(meters)
          .record(job.drift());
    }
  }

  private static void afterCommit(Runnable work) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          // and not in afterCommit, whose failures spoil the answer about what is committed
          @Override
          public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
              work.run();
            }
          }
        });
  }
}
