package io.reelgate.job;

import io.reelgate.catalog.ProviderId;
import io.reelgate.database.Insist;
import io.reelgate.provider.Admission;
import io.reelgate.provider.Admission.Decision;
import io.reelgate.provider.Admission.PollPermit;
import io.reelgate.provider.Admission.Refusal;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import io.reelgate.provider.Ticket;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.Step;
import io.reelgate.telemetry.StepName;
import io.reelgate.telemetry.Steps;
import io.reelgate.work.WorkHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Asks a provider how a batch of tasks is doing and has all answers written in one transaction.
/// Asking is free to repeat, so an answer that is lost costs nothing but time.
@Component
class PollWorker implements WorkHandler<PollBatch> {
  private static final Logger LOG = LoggerFactory.getLogger(PollWorker.class);

  private static final Duration UNBOUNDED = Duration.ofDays(1);

  private static final Progress NO_ACCOUNT =
      new Progress.NoAnswer(
          Failure.of(FailureKind.AUTH, null, "the account is not in the settings"));

  private final Providers providers;
  private final Admission admission;
  private final ProgressRecorder recorder;
  private final OutcomeReports reports;
  private final PollPace pace;
  private final Steps steps;

  PollWorker(
      Providers providers,
      Admission admission,
      ProgressRecorder recorder,
      OutcomeReports reports,
      PollPace pace,
      Steps steps) {
    this.providers = providers;
    this.admission = admission;
    this.recorder = recorder;
    this.reports = reports;
    this.pace = pace;
    this.steps = steps;
  }

  @Override
  public void handle(PollBatch batch) {
    Map<Ticket, ClaimedPoll> polls =
        batch.polls().stream()
            .collect(
                Collectors.toMap(
                    poll -> new Ticket(poll.token(), poll.upstreamId()),
                    Function.identity(),
                    (first, second) -> first,
                    LinkedHashMap::new));
    Optional<Map<Ticket, Progress>> answers = ask(batch, polls);
    if (answers.isPresent()) {
      Map<ClaimedPoll, Progress> progress = new LinkedHashMap<>();
      polls.forEach((ticket, poll) ->
          progress.put(
              poll, answers.get().getOrDefault(ticket, noAnswer("the adapter left it out"))));
      write(batch, progress);
      progress.forEach(reports::polled);
      progress.forEach(pace::saw);
    }
  }

  /// One answer that the database refuses must not take the others with it.
  private void write(PollBatch batch, Map<ClaimedPoll, Progress> progress) {
    try {
      insist(batch, progress);
    } catch (DataAccessException e) {
      LOG.error(
          "{}/{}: {} answers were not written together, now one by one: {}",
          batch.provider(),
          batch.account(),
          progress.size(),
          e.toString());
      progress.forEach((poll, each) -> writeAlone(batch, poll, each));
    }
  }

  private void writeAlone(PollBatch batch, ClaimedPoll poll, Progress progress) {
    try {
      insist(batch, Map.of(poll, progress));
    } catch (DataAccessException e) {
      LOG.error("job {}: the provider's answer cannot be written", poll.jobId(), e);
      insist(batch, Map.of(poll, noAnswer("the database refuses the answer")));
    }
  }

  /// Repeated no longer than the rows are ours.
  private void insist(PollBatch batch, Map<ClaimedPoll, Progress> progress) {
    Insist.on(
        "answers of %s/%s to %d polls"
            .formatted(batch.provider(), batch.account(), progress.size()),
        batch.trust(),
        () -> recorder.record(progress, longestUnasked(batch)));
  }

  private Duration longestUnasked(PollBatch batch) {
    return providers
        .adapter(new ProviderId(batch.provider()))
        .map(ProviderAdapter::longestUnasked)
        .orElse(UNBOUNDED);
  }

  /// Empty when there is no time left to ask, or the account is closed.
  private Optional<Map<Ticket, Progress>> ask(PollBatch batch, Map<Ticket, ClaimedPoll> polls) {
    var provider = new ProviderId(batch.provider());
    Optional<ProviderAdapter> adapter = providers.adapter(provider);
    Optional<ProviderAccount> account = providers.account(provider, batch.account());
    if (adapter.isEmpty() || account.isEmpty()) {
      LOG.error(
          "{}/{}: the account is not in the settings any more; until it is back, these jobs wait: {}",
          batch.provider(),
          batch.account(),
          polls.values().stream().map(ClaimedPoll::jobId).toList());
      return Optional.of(
          polls.keySet().stream().collect(Collectors.toMap(Function.identity(), _ -> NO_ACCOUNT)));
    }
    if (!batch.timeFor(adapter.get().longestPoll(polls.size()))) {
      LOG.warn("{}: {} polls waited too long for their turn", batch.provider(), polls.size());
      return Optional.empty();
    }
    return switch (admission.toPoll(account.get())) {
      case Decision.Admitted<PollPermit>(PollPermit permit) ->
          Optional.of(asked(adapter.get(), account.get(), polls, permit));
      case Decision.Refused<PollPermit>(Refusal refusal) -> {
        LOG.debug("{}: {} polls are put off", refusal, polls.size());
        putOff(batch, polls.values(), refusal.retryIn());
        yield Optional.empty();
      }
    };
  }

  private Map<Ticket, Progress> asked(
      ProviderAdapter adapter,
      ProviderAccount account,
      Map<Ticket, ClaimedPoll> polls,
      PollPermit permit) {
    Map<Ticket, Step> taken = new LinkedHashMap<>();
    polls.forEach((ticket, poll) -> taken.put(ticket, step(poll)));
    try {
      Map<Ticket, Progress> answers = adapter.poll(account, polls.keySet().stream().toList());
      permit.ended(answers.values());
      taken.forEach((ticket, step) -> step.outcome(JobMeters.word(answers.get(ticket))));
      return answers;
    } catch (RuntimeException e) {
      LOG.error("{}: adapter broke its promise not to throw", account.label(), e);
      return Map.of();
    } finally {
      taken.values().forEach(Step::close);
      permit.unused();
    }
  }

  private Step step(ClaimedPoll poll) {
    return steps
        .aside(StepName.POLL, poll.traceParent())
        .with(Field.JOB, poll.jobId())
        .with(Field.ATTEMPT, poll.token().toString())
        .with(Field.PROVIDER, poll.provider())
        .with(Field.ACCOUNT, poll.account())
        .with(Field.OFFER, poll.offer());
  }

  /// Nobody was asked, so nothing counts.
  private void putOff(PollBatch batch, Collection<ClaimedPoll> polls, Duration delay) {
    Insist.on(
        "putting off %d polls of %s/%s".formatted(polls.size(), batch.provider(), batch.account()),
        batch.trust(),
        () -> recorder.putOff(polls, delay));
  }

  private static Progress noAnswer(String why) {
    return new Progress.NoAnswer(Failure.of(FailureKind.UNREADABLE, null, why));
  }
}
