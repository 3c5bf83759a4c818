package io.reelgate.job;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The only door to jobs. Everything takes the tenant; a job of another tenant is not found.
@Service
public class Jobs {
  private final JobIntake intake;
  private final JobQueries queries;
  private final RouteQueries routes;
  private final JobStops stops;
  private final Wakeups wakeups;
  private final JobsProperties properties;
  private final JobWatch watch;

  Jobs(
      JobIntake intake,
      JobQueries queries,
      RouteQueries routes,
      JobStops stops,
      Wakeups wakeups,
      JobsProperties properties,
      JobWatch watch) {
    this.intake = intake;
    this.queries = queries;
    this.routes = routes;
    this.stops = stops;
    this.wakeups = wakeups;
    this.properties = properties;
    this.watch = watch;
  }

  /// Makes the job durable with the caller's transaction, and nudges the submit loop once it is
  /// committed.
  @Transactional(propagation = Propagation.MANDATORY)
  public Enqueued enqueue(NewJob job) {
    Duration expected = job.best().prospect().expected();
    Duration deadline = Objects.requireNonNullElse(job.deadline(), properties.deadline());
    Enqueued enqueued = intake.enqueue(job, expected, deadline);
    wakeups.afterCommit(wakeups.submit());
    return enqueued;
  }

  /// A job that is durable as soon as its transaction is committed.
  ///
  /// @param transaction the database's id of the transaction, to ask for its fate should the answer
  ///   to the commit be lost
  public record Enqueued(JobId id, String transaction) {}

  /// What became of a job whose commit was not answered; asks on a connection of its own. The row
  /// is the proof: after a crash the server may give an unfinished transaction's number to another.
  /// That a row is missing proves something only after its transaction was seen to be over.
  @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
  public CommitFate fate(Enqueued enqueued) {
    CommitFate told = intake.fate(enqueued.transaction());
    if (intake.exists(enqueued.id())) {
      return CommitFate.COMMITTED;
    }
    return told == CommitFate.IN_PROGRESS ? told : CommitFate.ABORTED;
  }

  /// Whether a transaction took place.
  public enum CommitFate {
    COMMITTED,
    ABORTED,
    IN_PROGRESS
  }

  /// How many jobs are before this one, itself included; empty when it is not queued. Counts no
  /// further than a thousand.
  @Transactional(readOnly = true)
  public OptionalInt position(JobId id) {
    return intake.position(id);
  }

  /// Waits until the job's state differs from what was seen, or the time is over. Costs one short
  /// query of its own, and one per tick for all jobs that are waited for on this replica.
  public void awaitChange(JobView seen, Duration longest) {
    watch.await(seen, longest);
  }

  /// Puts a request without idempotency key in line with its twins, for the rest of the
  /// transaction: an SDK's automatic retry must see the first try that it repeats, even if that is
  /// still committing.
  @Transactional(propagation = Propagation.MANDATORY)
  public void lineUp(String apiKeyId, NewJob.Fingerprint fingerprint, boolean retry) {
    intake.line(apiKeyId, fingerprint, retry);
  }

  /// The job that an SDK's automatic retry asks for again: made by the same key from an equal
  /// request within the window, and claimed by no other such retry. A later retry of the same try
  /// has a higher count and finds the same job.
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<JobId> claimRetry(
      String apiKeyId, NewJob.Fingerprint fingerprint, int retryCount, Duration window) {
    return intake.claimRetry(apiKeyId, fingerprint, retryCount, window);
  }

  @Transactional(readOnly = true)
  public Optional<JobView> find(TenantId tenant, JobId id) {
    return queries.find(tenant, id);
  }

  /// Why a job went where it went.
  @Transactional(readOnly = true)
  public Optional<JobRoute> route(TenantId tenant, JobId id) {
    return routes.find(tenant, id);
  }

  /// For the bearer of a link that this gateway signed, which stands for the tenant's permission.
  @Transactional(readOnly = true)
  public Optional<JobView> findByLink(JobId id) {
    return queries.findByLink(id);
  }

  /// What the present transaction has just changed, whosever it is; what was deleted is left out.
  @Transactional(propagation = Propagation.MANDATORY)
  public List<JobView> changed(List<JobId> ids) {
    return queries.changed(ids);
  }

  @Transactional(readOnly = true)
  public List<JobView> list(TenantId tenant, JobFilter filter) {
    return queries.list(tenant, filter);
  }

  /// Cancels at once what nobody works on yet; anything else ends as cancelled once its outcome is
  /// known.
  ///
  /// @throws ProblemException {@code video_not_found}, or {@code not_cancellable} when it is over
  @Transactional
  public void cancel(TenantId tenant, JobId id) {
    Optional<JobStops.Live> live = stops.lock(tenant, id);
    if (live.isEmpty()) {
      throw known(tenant, id)
          ? ProblemCode.NOT_CANCELLABLE.problem(null, "the video is already finished")
          : notFound();
    }
    stops.cancel(live.get());
  }

  /// Deletes a finished job.
  ///
  /// @param cancelFirst whether one that is still worked on is cancelled, and removed when it ends
  /// @throws ProblemException {@code video_not_found}, or {@code video_in_progress}
  @Transactional
  public void delete(TenantId tenant, JobId id, boolean cancelFirst) {
    Optional<JobStops.Live> live = stops.lock(tenant, id);
    if (live.isPresent()) {
      if (!cancelFirst) {
        throw ProblemCode.VIDEO_IN_PROGRESS.problem(
            null, "the video is not finished; cancel it first, or delete it with ?cancel=true");
      }
      stops.cancel(live.get());
    }
    if (!stops.delete(tenant, id)) {
      throw notFound();
    }
  }

  private boolean known(TenantId tenant, JobId id) {
    return queries.find(tenant, id).isPresent();
  }

  private static ProblemException notFound() {
    return ProblemCode.VIDEO_NOT_FOUND.problem("id", "there is no such video");
  }
}
