package io.reelgate.job;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How jobs are worked on.
///
/// @param lease how long a worker may hold a row without a heartbeat
/// @param margin how long before the end of its lease a worker stops trusting it
/// @param heartbeat how often leases are renewed; well inside the lease
/// @param sweep how often lapsed leases, late answers and passed deadlines are looked for
/// @param submitConcurrency most submits at once on this replica
/// @param pollBatch most tickets of one poll batch; even if each question takes as long as it may,
///   a batch must end within its lease. A multiple of what a provider takes in one request wastes
///   no request
/// @param pollBatches most poll batches at once on this replica
/// @param storeConcurrency most outputs looked at at once on this replica
/// @param batch most rows of one claim
/// @param busy pause after a claim that was not full
/// @param idle pause after a claim that found nothing
/// @param drain longest wait for submits under way when the process stops
/// @param maxAttempts most paid tries per job over all providers
/// @param deadline how long after its creation a job is given up, unless the caller says
/// @param pollFirst the second poll comes this long after the first, each later one half as late
///   again
/// @param pollLongest longest interval between polls
/// @param slowerAfter how many finished tasks of an account in a row its callbacks have to announce
///   before its tasks are asked about less often
/// @param slowerTimes how many times longer the intervals between polls are then, after the first
///   one; 1 keeps them
/// @param pollLease how far a claim moves a row's next poll, which is its lease
/// @param sandboxExpected how long a video of the sandbox usually takes
/// @param watch how often waiting readers are compared with the database, beside being told
/// @param notFoundGrace how long after the submit "not found" means nothing
/// @param notFoundReads how many "not found" answers, a minute apart, prove that a task is gone
/// @param probeTimeout longest look at the input clips of one job, where its price depends on their
///   length; zero looks at none, and their cost stays open until the provider tells
/// @param firstCostWatch how long after its job a task is first asked about while its cost is open
/// @param costWatch how often a task whose job is over is asked about while its cost is open
/// @param driftWarning the part of its estimate that a video may cost more before its caller is
///   warned; 0.20 is 20 per cent
/// @param history how long the changes of a video's state are kept for operators; whole months go
@Validated
@ConfigurationProperties("reelgate.jobs")
public record JobsProperties(
    @DefaultValue("60s") Duration lease,
    @DefaultValue("10s") Duration margin,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("10s") Duration sweep,
    @DefaultValue("64") @Positive int submitConcurrency,
    @DefaultValue("16") @Positive int pollBatches,
    @DefaultValue("40") @Positive int pollBatch,
    @DefaultValue("32") @Positive int storeConcurrency,
    @DefaultValue("50") @Positive int batch,
    @DefaultValue("250ms") Duration busy,
    @DefaultValue("1s") Duration idle,
    @DefaultValue("45s") Duration drain,
    @DefaultValue("3") @Positive int maxAttempts,
    @DefaultValue("1h") Duration deadline,
    @DefaultValue("2s") Duration pollFirst,
    @DefaultValue("15s") Duration pollLongest,
    @DefaultValue("5") @Positive int slowerAfter,
    @DefaultValue("4") @DecimalMin("1") double slowerTimes,
    @DefaultValue("60s") Duration pollLease,
    @DefaultValue("3s") Duration sandboxExpected,
    @DefaultValue("1s") Duration watch,
    @DefaultValue("5m") Duration notFoundGrace,
    @DefaultValue("3") @Positive int notFoundReads,
    @DefaultValue("5s") Duration probeTimeout,
    @DefaultValue("1m") Duration firstCostWatch,
    @DefaultValue("10m") Duration costWatch,
    @DefaultValue("0.20") @PositiveOrZero BigDecimal driftWarning,
    @DefaultValue("400d") Duration history) {

  public JobsProperties {
    if (heartbeat.compareTo(trust(lease, margin)) >= 0) {
      throw new IllegalArgumentException(
          "reelgate.jobs.heartbeat is %s but must be shorter than the lease less its margin, %s"
              .formatted(heartbeat, trust(lease, margin)));
    }
  }

  /// How long a lease may be relied on after it was taken.
  Duration trust() {
    return trust(lease, margin);
  }

  /// How long the rows of a poll batch may be relied on after their claim.
  Duration pollTrust() {
    return pollLease.minus(margin);
  }

  private static Duration trust(Duration lease, Duration margin) {
    return lease.minus(margin);
  }
}
