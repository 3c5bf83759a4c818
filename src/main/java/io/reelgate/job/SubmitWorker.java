package io.reelgate.job;

import static java.util.stream.Collectors.joining;

import io.reelgate.job.Dispatcher.Destination;
import io.reelgate.job.Dispatcher.Place;
import io.reelgate.job.JobMoves.AccountFullException;
import io.reelgate.provider.Admission.Permit;
import io.reelgate.provider.Admission.Reason;
import io.reelgate.provider.Admission.Refusal;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.SendDeadline;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.LogFields;
import io.reelgate.telemetry.Step;
import io.reelgate.telemetry.StepName;
import io.reelgate.telemetry.Steps;
import io.reelgate.work.Backoff;
import io.reelgate.work.Leases;
import io.reelgate.work.WorkHandler;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Hands one leased job to a provider: commits the intent, sends exactly once, records the outcome.
/// It never sends without a committed intent, and never sends twice.
@Component
class SubmitWorker implements WorkHandler<ClaimedJob> {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitWorker.class);

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final Dispatcher dispatcher;
  private final JobMoves moves;
  private final SubmitOutcomes outcomes;
  private final CallbackAddresses callbacks;
  private final JobJson json;
  private final Leases leases;
  private final Steps steps;

  SubmitWorker(
      Dispatcher dispatcher,
      JobMoves moves,
      SubmitOutcomes outcomes,
      CallbackAddresses callbacks,
      JobJson json,
      Leases leases,
      Steps steps) {
    this.dispatcher = dispatcher;
    this.moves = moves;
    this.outcomes = outcomes;
    this.callbacks = callbacks;
    this.json = json;
    this.leases = leases;
    this.steps = steps;
  }

  @Override
  public void handle(ClaimedJob job) {
    try (LogFields _ = fields(job)) {
      switch (dispatcher.place(job)) {
        case Place.Admitted admitted -> handOver(job, admitted);
        case Place.Closed(List<Refusal> refusals) -> waits(job, refusals);
        case Place.Nowhere _ -> outcomes.nowhereToGo(job);
      }
    } finally {
      leases.release(job.lease());
    }
  }

  private static LogFields fields(ClaimedJob job) {
    return LogFields.of(Field.JOB, job.id())
        .and(Field.TENANT, job.origin().tenant())
        .trace(job.origin().traceParent());
  }

  private void handOver(ClaimedJob job, Place.Admitted place) {
    Permit permit = place.permit();
    Destination destination = place.destination();
    try {
      Attempt attempt = attempt(job, destination, permit).routed(json.write(place.decision()));
      if (intended(job, attempt)) {
        send(job, attempt, place);
      }
    } finally {
      permit.unused();
    }
  }

  private void send(ClaimedJob job, Attempt attempt, Place.Admitted place) {
    try (Step step = step(job, attempt)) {
      long before = System.nanoTime();
      Submission submission = submit(job, attempt, place.destination());
      step.outcome(JobMeters.word(submission));
      place.permit().ended(submission);
      outcomes.report(
          place.destination().account(),
          job.spec(),
          submission,
          Duration.ofNanos(System.nanoTime() - before));
      outcomes.record(job, attempt, place.destination(), submission, place.others());
    }
  }

  private Step step(ClaimedJob job, Attempt attempt) {
    return steps
        .begin(StepName.SUBMIT, job.origin().traceParent())
        .with(Field.JOB, job.id())
        .with(Field.ATTEMPT, attempt.token().toString())
        .with(Field.NUMBER, Integer.toString(job.attempts() + 1))
        .with(Field.PROVIDER, attempt.provider())
        .with(Field.ACCOUNT, attempt.account())
        .with(Field.OFFER, attempt.offer());
  }

  /// Left to the first account that opens.
  private void waits(ClaimedJob job, List<Refusal> refusals) {
    Duration soonest =
        refusals.stream()
            .map(Refusal::retryIn)
            .filter(each -> each.compareTo(LONGEST_WAIT) < 0)
            .min(Comparator.naturalOrder())
            .orElse(LONGEST_WAIT);
    Duration delay = soonest.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : soonest;
    String why = "waits: " + refusals.stream().map(Refusal::toString).collect(joining(", "));
    LOG.debug("job {}: {}", job.id(), why);
    moves.waits(
        job, refusals.stream().map(Refusal::account).toList(), why, Backoff.jittered(delay));
  }

  private Attempt attempt(ClaimedJob job, Destination destination, Permit permit) {
    return Attempt.of(
        destination.candidate(),
        destination.account(),
        destination.adapter().retention(destination.candidate().offer(), job.spec()),
        job.spec(),
        Sha256.hex(json.write(job.spec())),
        permit.mostInFlight());
  }

  @Override
  public void giveBack(ClaimedJob job) {
    try {
      moves.released(job, "drain", Duration.ZERO);
    } finally {
      leases.release(job.lease());
    }
  }

  /// Commits the intent. Without a certain commit nothing is sent.
  private boolean intended(ClaimedJob job, Attempt attempt) {
    long before = System.nanoTime();
    try {
      if (moves.intend(job, attempt)) {
        leases.renewed(job.lease(), before);
        return true;
      }
    } catch (AccountFullException full) {
      waitsForPlace(job, attempt);
      return false;
    } catch (RuntimeException e) {
      LOG.warn(
          "job {}: intent of attempt {} is not certain, so nothing is sent: {}",
          job.id(),
          attempt.token(),
          e.toString());
      outcomes.nothingSent(job, attempt);
      return false;
    }
    outcomes.intentRefused(job);
    return false;
  }

  private void waitsForPlace(ClaimedJob job, Attempt attempt) {
    String account = attempt.provider() + "/" + attempt.account();
    moves.waits(
        job,
        List.of(account),
        "waits: " + account + " " + Reason.IN_FLIGHT,
        Backoff.jittered(LONGEST_WAIT));
  }

  private Submission submit(ClaimedJob job, Attempt attempt, Destination destination) {
    long latest = job.lease().trustedUntilNanos() - destination.adapter().longestSubmit().toNanos();
    var order =
        new SubmitOrder(
            attempt.token(),
            destination.account(),
            destination.candidate().offer(),
            destination.candidate().terms(),
            job.spec(),
            false,
            callbacks.of(destination.account(), attempt.token()),
            new SendDeadline(latest));
    try {
      return destination.adapter().submit(order);
    } catch (RuntimeException e) {
      LOG.error(
          "job {}: adapter of {} broke its promise not to throw", job.id(), attempt.provider(), e);
      return new Submission.Unclear(
          Failure.of(
              FailureKind.UNREADABLE, null, "the adapter failed: " + e.getClass().getName()));
    }
  }
}
