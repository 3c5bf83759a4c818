package io.reelgate.job;

import io.reelgate.job.Ending.CostSource;
import io.reelgate.money.Usd;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import java.util.List;

/// The ways in which jobs end.
final class Endings {
  private Endings() {}

  static Ending cancelledBeforeSubmit(ClaimedJob job) {
    return start(job, JobState.LEASED, JobState.CANCELLED).error(JobError.CANCELLED).build();
  }

  /// What a provider said that had failed the job before tells more than that nobody is left.
  static Ending nowhereToGo(ClaimedJob job) {
    JobError error = job.tries().lastFailure().map(JobError::of).orElse(JobError.NO_PROVIDER);
    return start(job, JobState.LEASED, JobState.FAILED).error(error).build();
  }

  /// The deadline passed before the submit.
  static Ending expiredBeforeSubmit(ClaimedJob job) {
    return start(job, JobState.LEASED, JobState.EXPIRED).error(JobError.DEADLINE).build();
  }

  /// The submit came to nothing, for good. What is known of the attempt is written apart.
  static Ending refused(ClaimedJob job, Failure failure) {
    JobError error =
        failure.kind().permanent()
            ? JobError.of(failure)
            : job.tries().lastFailure().map(JobError::of).orElse(JobError.NO_PROVIDER);
    return start(job, JobState.SUBMITTING, JobState.FAILED).error(error).build();
  }

  /// The order was sent twice and refused for what it asks. The attempt is written apart.
  static Ending unknownRefused(String jobId, int epoch, Failure failure) {
    return Ending.of(jobId, epoch, JobState.UNKNOWN, JobState.FAILED)
        .error(JobError.of(failure))
        .build();
  }

  /// Nobody could find out whether there is a task; what it may cost stays reserved.
  static Ending outcomeUnknown(String jobId, int epoch) {
    return Ending.of(jobId, epoch, JobState.UNKNOWN, JobState.FAILED)
        .error(JobError.OUTCOME_UNKNOWN)
        .costOpen()
        .build();
  }

  /// An operator gave it up: the tenant pays nothing. The attempt is written apart.
  static Ending writtenOff(String jobId, int epoch) {
    return Ending.of(jobId, epoch, JobState.UNKNOWN, JobState.FAILED)
        .error(JobError.OUTCOME_UNKNOWN)
        .build();
  }

  /// The provider ended its task without a result.
  static Ending failed(ClaimedPoll poll, Progress.Failed failed) {
    Ending.Builder ending =
        Ending.of(poll.jobId(), poll.epoch(), JobState.GENERATING, JobState.FAILED)
            .error(JobError.of(failed.failure()))
            .attempt(AttemptState.FAILED, failed.failure());
    return (failed.free() ? ending : ending.costPending()).build();
  }

  /// The provider finished after all, but the tenant had cancelled: the money is spent, and said
  /// so.
  static Ending cancelledThough(ClaimedPoll poll, Progress.Succeeded success) {
    Ending.Builder ending =
        Ending.of(poll.jobId(), poll.epoch(), JobState.GENERATING, JobState.CANCELLED)
            .error(JobError.CANCELLED)
            .attempt(AttemptState.SUCCEEDED, null);
    Usd reported = success.reportedCost();
    Long exact = poll.exactUsdMicros();
    if (reported != null) {
      return ending.cost(reported, CostSource.REPORTED).build();
    }
    return (exact == null ? ending.costPending() : ending.cost(new Usd(exact), CostSource.COMPUTED))
        .build();
  }

  /// The provider has forgotten the task, so what it cost is open.
  static Progress.Failed forgotten(Failure failure) {
    return new Progress.Failed(
        new Failure(FailureKind.NOT_FOUND, failure.code(), failure.detail(), null), false);
  }

  static Ending completed(ClaimedOutputs job, List<StoredOutput> outputs) {
    Ending.Builder ending =
        Ending.of(job.lease().id(), job.lease().epoch(), JobState.STORING, JobState.COMPLETED)
            .outputs(outputs, job.seed(), job.retention())
            .attempt(AttemptState.SUCCEEDED, null);
    Long cost = job.costMicros();
    CostSource source = job.costReported() ? CostSource.REPORTED : CostSource.COMPUTED;
    return (cost == null ? ending.costPending() : ending.cost(new Usd(cost), source)).build();
  }

  /// The deadline passed while nobody had been paid.
  static Ending expired(String jobId, int epoch) {
    return Ending.of(jobId, epoch, JobState.QUEUED, JobState.EXPIRED)
        .error(JobError.DEADLINE)
        .build();
  }

  /// The deadline passed while a provider worked: the attempt stays live, and is watched for its
  /// cost.
  static Ending expiredGenerating(String jobId, int epoch) {
    return Ending.of(jobId, epoch, JobState.GENERATING, JobState.EXPIRED)
        .error(JobError.DEADLINE)
        .costPending()
        .attempt(AttemptState.ACCEPTED, null)
        .build();
  }

  static Ending cancelledQueued(String jobId, int epoch) {
    return Ending.of(jobId, epoch, JobState.QUEUED, JobState.CANCELLED)
        .error(JobError.CANCELLED)
        .build();
  }

  private static Ending.Builder start(ClaimedJob job, JobState from, JobState to) {
    return Ending.of(job.id(), job.lease().epoch(), from, to);
  }
}
