package io.reelgate.job;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.health.HealthBoard;
import io.reelgate.health.HealthKey;
import io.reelgate.health.Measured;
import io.reelgate.health.Outcome;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Submission;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the health board what came of orders and questions, as far as it says something of the
/// provider, and measures how finished tasks were found.
@Component
class OutcomeReports {
  static final String POLLS = "reelgate.polls";
  static final String LAG = "reelgate.detection.lag";
  static final String LATENESS = "reelgate.poll.lateness";

  private final HealthBoard health;
  private final MeterRegistry meters;
  private final JobsProperties properties;
  private final PollPace pace;

  OutcomeReports(
      HealthBoard health, MeterRegistry meters, JobsProperties properties, PollPace pace) {
    this.health = health;
    this.meters = meters;
    this.properties = properties;
    this.pace = pace;
  }

  void submitted(ProviderAccount account, VideoSpec spec, Submission submission, Duration took) {
    Optional<Outcome> outcome =
        switch (submission) {
          case Submission.Accepted _ -> Optional.of(new Outcome.Accepted(took));
          case Submission.Refused(Failure failure) -> refused(failure);
          case Submission.NotSent(Failure failure) -> refused(failure);
          case Submission.Unclear(Failure failure) ->
              Optional.of(new Outcome.Unclear(failure.kind().name()));
        };
    Measured what = Measured.of(account.provider(), account.name(), spec);
    outcome.ifPresent(each -> health.record(what, each));
  }

  private static Optional<Outcome> refused(Failure failure) {
    return switch (failure.kind()) {
      case RATE_LIMITED -> Optional.of(new Outcome.Throttled());
      case PROVIDER_ERROR, TIMEOUT, NETWORK, UNREADABLE ->
          Optional.of(new Outcome.Refused(failure.kind().name()));
      case MODERATION,
          INVALID_INPUT,
          MEDIA_UNREACHABLE,
          AUTH,
          BALANCE,
          FORBIDDEN,
          STOPPED_UPSTREAM,
          NOT_FOUND,
          DEADLINE ->
          Optional.empty();
    };
  }

  void polled(ClaimedPoll poll, Progress progress) {
    Timer.builder(LATENESS)
        .description("how long after its time a provider was asked about a task")
        .serviceLevelObjectives(JobMeters.MOMENTS)
        .tag("provider", poll.provider())
        .register(meters)
        .record(late(poll));
    switch (progress) {
      case Progress.Running _ -> tell(poll, new Outcome.Polled());
      case Progress.NotFound _ -> tell(poll, new Outcome.Polled());
      case Progress.NoAnswer(Failure failure, boolean asked) -> {
        if (asked) {
          tell(poll, new Outcome.Unanswered(failure.kind().name()));
        }
      }
      case Progress.Succeeded _ -> {
        Duration took = Duration.between(poll.submittedAt(), poll.claimedAt());
        tell(poll, new Outcome.Finished(took));
        found(poll);
      }
      case Progress.Failed(Failure failure, _) -> {
        if (providersFault(failure.kind())) {
          tell(poll, new Outcome.Failed(failure.kind().name()));
        }
        found(poll);
      }
    }
  }

  private static boolean providersFault(FailureKind kind) {
    return switch (kind) {
      case PROVIDER_ERROR, TIMEOUT, STOPPED_UPSTREAM, NOT_FOUND, NETWORK, UNREADABLE -> true;
      case MODERATION,
          INVALID_INPUT,
          MEDIA_UNREACHABLE,
          AUTH,
          BALANCE,
          FORBIDDEN,
          RATE_LIMITED,
          DEADLINE ->
          false;
    };
  }

  private void tell(ClaimedPoll poll, Outcome outcome) {
    Optional<Operation> operation =
        Optional.ofNullable(poll.operation()).flatMap(Operation::ofWord);
    if (operation.isPresent()) {
      String model = poll.offer().substring(poll.offer().indexOf('/') + 1);
      HealthKey key =
          new HealthKey(
              new ProviderId(poll.provider()), poll.account(), new ModelId(model), operation.get());
      String resolution = Objects.requireNonNullElse(poll.resolution(), "");
      int seconds = Objects.requireNonNullElse(poll.seconds(), 0);
      health.record(new Measured(key, resolution, seconds), outcome);
    }
  }

  /// How many questions it took, and for how long at the most nobody knew.
  private void found(ClaimedPoll poll) {
    DistributionSummary.builder(POLLS)
        .description("questions until a task was found finished")
        .baseUnit("polls")
        .serviceLevelObjectives(1, 2, 3, 5, 8, 13, 21, 50)
        .tags(JobMeters.of(poll.provider(), poll.offer()))
        .register(meters)
        .record(poll.polls());
    Timer.builder(LAG)
        .description("longest time that a finished task can have been unseen")
        .serviceLevelObjectives(JobMeters.MOMENTS)
        .tags(JobMeters.of(poll.provider(), poll.offer()))
        .register(meters)
        .record(unseen(poll));
  }

  private static Duration late(ClaimedPoll poll) {
    return Duration.between(poll.dueAt(), poll.claimedAt());
  }

  /// An announced end was unseen since it was announced.
  private Duration unseen(ClaimedPoll poll) {
    Duration sinceSubmit = Duration.between(poll.submittedAt(), poll.claimedAt());
    if (poll.polls() < 2) {
      return sinceSubmit;
    }
    Duration late = late(poll);
    if (poll.calledBack()) {
      return late;
    }
    PollPlan plan = pace.plan(poll, PollPlan.of(Duration.ZERO, sinceSubmit, properties));
    Duration unseen = plan.interval(poll.polls() - 1).plus(late);
    return unseen.compareTo(sinceSubmit) < 0 ? unseen : sinceSubmit;
  }
}
