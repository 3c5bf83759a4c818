package io.reelgate.job;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The only door to jobs. Everything takes the tenant; a job of another tenant is not found.
@Service
public class Jobs {
  private final JobIntake intake;
  private final JobRepository repository;
  private final JobListing listing;
  private final JobStops stops;
  private final JobJson json;
  private final Wakeups wakeups;

  Jobs(
      JobIntake intake,
      JobRepository repository,
      JobListing listing,
      JobStops stops,
      JobJson json,
      Wakeups wakeups) {
    this.intake = intake;
    this.repository = repository;
    this.listing = listing;
    this.stops = stops;
    this.json = json;
    this.wakeups = wakeups;
  }

  /// Makes the job durable with the caller's transaction, and nudges the submit loop once it is
  /// committed.
  @Transactional(propagation = Propagation.MANDATORY)
  public JobId enqueue(NewJob job) {
    JobId id = intake.enqueue(job);
    wakeups.afterCommit(wakeups.submit());
    return id;
  }

  /// Puts a request without idempotency key in line with its twins, for the rest of the
  /// transaction: an SDK's automatic retry must see the first try that it repeats, even if that is
  /// still committing.
  @Transactional(propagation = Propagation.MANDATORY)
  public void lineUp(String apiKeyId, NewJob.Fingerprint fingerprint, boolean retry) {
    intake.line(apiKeyId, fingerprint, retry);
  }

  /// The job that an SDK's automatic retry asks for again: made by the same key from an equal
  /// request within the window, and claimed by no other retry.
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<JobId> claimRetry(
      String apiKeyId, NewJob.Fingerprint fingerprint, Duration window) {
    return intake.claimRetry(apiKeyId, fingerprint, window);
  }

  @Transactional(readOnly = true)
  public Optional<JobView> find(TenantId tenant, JobId id) {
    return repository.findByTenantIdAndId(tenant.value(), id.value()).map(row -> row.view(json));
  }

  @Transactional(readOnly = true)
  public List<JobView> list(TenantId tenant, JobFilter filter) {
    return listing.list(tenant, filter);
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
    return repository.findByTenantIdAndId(tenant.value(), id.value()).isPresent();
  }

  private static ProblemException notFound() {
    return ProblemCode.VIDEO_NOT_FOUND.problem("id", "there is no such video");
  }
}
