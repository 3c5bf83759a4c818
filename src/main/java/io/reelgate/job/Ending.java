package io.reelgate.job;

import io.reelgate.money.Usd;
import io.reelgate.provider.Failure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one job ends: everything the terminal transaction writes, as one row of its JSON parameter.
///
/// @param jobId and epoch and fromState name the work row; if it has moved on, nothing is written
/// @param outputs null unless completed
/// @param retentionSeconds how long the outputs stay reachable
/// @param actualUsdMicros null while the cost is pending
/// @param attemptState null where no attempt is to be closed
/// @param watched whether to ask the provider on although the job is over
record Ending(
    String jobId,
    int epoch,
    JobState fromState,
    JobState finalState,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String errorParam,
    @Nullable List<StoredOutput> outputs,
    @Nullable Long seed,
    @Nullable Long retentionSeconds,
    @Nullable Long actualUsdMicros,
    String costSource,
    @Nullable AttemptState attemptState,
    @Nullable String failureKind,
    @Nullable String failureCode,
    @Nullable String failureDetail,
    boolean watched) {

  /// Where the cost of an ended job comes from.
  enum CostSource {
    COMPUTED,
    REPORTED,
    PENDING
  }

  /// Starts an ending; what is not said stays empty.
  static Builder of(String jobId, int epoch, JobState from, JobState to) {
    return new Builder(jobId, epoch, from, from.to(to));
  }

  /// Collects what is known of an ending. A job that never reached a provider costs nothing.
  static final class Builder {
    private final String jobId;
    private final int epoch;
    private final JobState from;
    private final JobState to;
    private @Nullable String errorCode;
    private @Nullable String errorMessage;
    private @Nullable String errorParam;
    private @Nullable List<StoredOutput> outputs;
    private @Nullable Long seed;
    private @Nullable Duration retention;
    private @Nullable Long cost = 0L;
    private CostSource costSource = CostSource.COMPUTED;
    private @Nullable AttemptState attempt;
    private @Nullable Failure failure;
    private boolean watched;

    private Builder(String jobId, int epoch, JobState from, JobState to) {
      this.jobId = jobId;
      this.epoch = epoch;
      this.from = from;
      this.to = to;
    }

    Builder error(JobError error) {
      this.errorCode = error.code();
      this.errorMessage = error.message();
      this.errorParam = error.param();
      return this;
    }

    Builder outputs(List<StoredOutput> files, @Nullable Long usedSeed, Duration keptFor) {
      this.outputs = files;
      this.seed = usedSeed;
      this.retention = keptFor;
      return this;
    }

    Builder cost(Usd amount, CostSource source) {
      this.cost = amount.micros();
      this.costSource = source;
      return this;
    }

    /// Not known yet: the attempt is watched until it is.
    Builder costPending() {
      this.cost = null;
      this.costSource = CostSource.PENDING;
      this.watched = true;
      return this;
    }

    /// Nobody knows whether there is anything to be charged, and so there is nothing to watch.
    Builder costOpen() {
      this.cost = null;
      this.costSource = CostSource.PENDING;
      return this;
    }

    Builder attempt(AttemptState state, @Nullable Failure why) {
      this.attempt = state;
      this.failure = why;
      return this;
    }

    Ending build() {
      return new Ending(
          jobId,
          epoch,
          from,
          to,
          errorCode,
          errorMessage,
          errorParam,
          outputs,
          seed,
          retention == null ? null : retention.toSeconds(),
          cost,
          costSource.name().toLowerCase(java.util.Locale.ROOT),
          attempt,
          failure == null ? null : failure.kind().name(),
          failure == null ? null : failure.code(),
          failure == null ? null : failure.detail(),
          watched);
    }
  }
}
