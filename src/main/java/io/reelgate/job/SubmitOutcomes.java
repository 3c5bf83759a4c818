package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.database.Insist;
import io.reelgate.job.Dispatcher.Destination;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Submission;
import io.reelgate.work.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Writes down what became of a submit, and insists on it: the provider's answer exists nowhere
/// else. The providers' own words stand with the attempt and not in the log, because they quote
/// prompts.
@Component
class SubmitOutcomes {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitOutcomes.class);
  private static final Duration INSIST = Duration.ofMinutes(10);
  private static final Backoff RETRY =
      new Backoff(Duration.ofSeconds(2), 2, Duration.ofSeconds(60));

  /// Before a job whose intent failed is tried again: a fault that stays must not spin.
  private static final Duration WITHDRAWN = Duration.ofSeconds(1);

  private final JobMoves moves;
  private final OutcomeReports reports;
  private final JobsProperties properties;
  private final LostOwnership lost;
  private final JobReads reads;
  private final JobMeters meters;

  SubmitOutcomes(
      JobMoves moves,
      OutcomeReports reports,
      JobsProperties properties,
      LostOwnership lost,
      JobReads reads,
      JobMeters meters) {
    this.moves = moves;
    this.reports = reports;
    this.properties = properties;
    this.lost = lost;
    this.reads = reads;
    this.meters = meters;
  }

  /// Tells others how the provider did.
  void report(ProviderAccount account, VideoSpec spec, Submission submission, Duration took) {
    reports.submitted(account, spec, submission, took);
  }

  /// @param others whether another offer could take the job at once if this one does not
  void record(
      ClaimedJob job,
      Attempt attempt,
      Destination destination,
      Submission submission,
      boolean others) {
    switch (submission) {
      case Submission.Accepted(String upstreamId, Progress first) ->
          accepted(job, attempt, upstreamId, plan(destination, first));
      case Submission.NotSent(Failure failure) when failure.kind() == FailureKind.RATE_LIMITED ->
          postpone(job, attempt, AttemptState.NOT_SENT, failure);
      case Submission.NotSent(Failure failure) ->
          tryAgain(job, attempt, AttemptState.NOT_SENT, failure, others);
      case Submission.Refused(Failure failure) when failure.kind().permanent() ->
          fail(job, attempt, AttemptState.REFUSED, failure);
      case Submission.Refused(Failure failure) ->
          tryAgain(job, attempt, AttemptState.REFUSED, failure, others);
      case Submission.Unclear(Failure failure) -> park(job, attempt, failure);
    }
    meters.attempted(job, attempt, submission);
  }

  /// No offer can take the job any more.
  void nowhereToGo(ClaimedJob job) {
    LOG.warn("job {}: no permitted offer is left, the job fails", job.id());
    moves.end(List.of(Endings.nowhereToGo(job)));
  }

  /// The intent may or may not be committed, but this process knows that nothing was sent.
  void nothingSent(ClaimedJob job, Attempt attempt) {
    var failure =
        Failure.of(FailureKind.NETWORK, null, "the intent was not certain to be committed");
    insist(job, () -> moves.withdrawn(job, attempt.token(), failure, Backoff.jittered(WITHDRAWN)));
  }

  /// The intent was refused, so nothing was sent: nobody wants the job any more, or it is another
  /// worker's.
  void intentRefused(ClaimedJob job) {
    Optional<Ending> ending = reads.withheld(job);
    if (ending.isPresent()) {
      LOG.info("job {}: {} before it was sent", job.id(), ending.get().finalState().word());
      moves.end(List.of(ending.get()));
    } else {
      leaseLost(job);
    }
  }

  private void leaseLost(ClaimedJob job) {
    LOG.info("job {}: lease of epoch {} lost before the submit", job.id(), job.lease().epoch());
    lost.count("submit", 1, 0);
  }

  private void accepted(ClaimedJob job, Attempt attempt, String upstreamId, PollPlan plan) {
    boolean ours = insist(job, () -> moves.accepted(job, attempt.token(), upstreamId, plan));
    LOG.info(
        "job {}: attempt {} accepted by {}/{} as {}{}",
        job.id(),
        attempt.token(),
        attempt.provider(),
        attempt.account(),
        upstreamId,
        ours ? "" : "; the job had moved on, the sweep adopts the answer");
  }

  private PollPlan plan(Destination destination, Progress first) {
    boolean over = !(first instanceof Progress.Running);
    return PollPlan.of(
        over ? Duration.ZERO : destination.candidate().prospect().work(),
        destination.adapter().longestUnasked(),
        properties);
  }

  private void tryAgain(
      ClaimedJob job, Attempt attempt, AttemptState outcome, Failure failure, boolean others) {
    int tries = job.attempts() + 1;
    if (tries >= mostAttempts(job) && !mayWait(job, outcome, failure)) {
      fail(job, attempt, outcome, failure);
      return;
    }
    requeue(job, attempt, outcome, failure, others ? Duration.ZERO : RETRY.fullJitterAfter(tries));
  }

  /// Our own limit, unlike anybody's answer, is no reason to give up: the job waits for its turn
  /// until its deadline.
  private void postpone(ClaimedJob job, Attempt attempt, AttemptState outcome, Failure failure) {
    requeue(job, attempt, outcome, failure, RETRY.fullJitterAfter(job.attempts() + 1));
  }

  private void requeue(
      ClaimedJob job, Attempt attempt, AttemptState outcome, Failure failure, Duration delay) {
    LOG.warn(
        "job {}: attempt {} at {}/{} was {} ({} {}), next try in {}",
        job.id(),
        attempt.token(),
        attempt.provider(),
        attempt.account(),
        outcome,
        failure.kind(),
        failure.code(),
        delay);
    insist(job, () -> moves.requeued(job, attempt.token(), outcome, failure, delay));
  }

  /// Nobody has paid, and it says nothing against the job: unless the caller wants to be told soon,
  /// the job waits for better times until its deadline.
  private static boolean mayWait(ClaimedJob job, AttemptState outcome, Failure failure) {
    boolean notTheJob = outcome == AttemptState.NOT_SENT || failure.kind().closesAccount();
    return notTheJob && job.policy().allowFallbacks() && job.policy().maxAttempts() == null;
  }

  private int mostAttempts(ClaimedJob job) {
    int wanted = Objects.requireNonNullElse(job.policy().maxAttempts(), properties.maxAttempts());
    return Math.min(wanted, properties.maxAttempts());
  }

  private void fail(ClaimedJob job, Attempt attempt, AttemptState outcome, Failure failure) {
    LOG.warn(
        "job {}: attempt {} at {}/{} was {} ({} {}), the job fails and nothing is charged",
        job.id(),
        attempt.token(),
        attempt.provider(),
        attempt.account(),
        outcome,
        failure.kind(),
        failure.code());
    insist(job, () -> moves.refused(job, attempt.token(), outcome, failure));
  }

  private void park(ClaimedJob job, Attempt attempt, Failure failure) {
    LOG.error(
        "job {}: nobody knows whether {}/{} accepted attempt {} ({} {}); it is never sent again",
        job.id(),
        attempt.provider(),
        attempt.account(),
        attempt.token(),
        failure.kind(),
        failure.code());
    insist(job, () -> moves.parked(job, attempt.token(), failure));
  }

  private static <T> T insist(ClaimedJob job, Supplier<T> write) {
    return Insist.on("job " + job.id() + " submit outcome", INSIST, write);
  }
}
