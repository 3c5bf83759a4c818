package io.reelgate.job.reconcile;

import io.reelgate.job.JobsProperties;
import io.reelgate.job.UnknownClaims;
import io.reelgate.job.UnknownJob;
import io.reelgate.provider.Failure;
import io.reelgate.provider.Findings;
import io.reelgate.provider.LostOrder;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.TaskFinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Looks for the task of a lost order where the provider can be asked for tasks by time, or tells
/// what it billed. That none is found proves nothing, and neither does a task that somebody else
/// could own.
@Component
class ListInquiry {
  private final UnknownClaims claims;
  private final JobsProperties jobs;
  private final ReconcileProperties properties;

  ListInquiry(UnknownClaims claims, JobsProperties jobs, ReconcileProperties properties) {
    this.claims = claims;
    this.jobs = jobs;
    this.properties = properties;
  }

  /// Which of several tasks is the only one can be told only once no other can appear.
  Verdict ask(UnknownJob job, ProviderAccount account, TaskFinder finder) {
    Instant until = lastTask(job);
    if (job.claimedAt().isBefore(until)) {
      return new Verdict.Open("its task may yet appear", Duration.between(job.claimedAt(), until));
    }
    Instant from = job.sentAt().minus(properties.listBefore());
    return switch (finder.find(
        new LostOrder(job.token(), account, job.upstream(), job.spec(), from, until))) {
      case Findings.NoAnswer(Failure failure) -> Verdict.Open.silent(failure);
      case Findings.Tasks(Set<String> ids, boolean whole) -> single(job, ids, whole);
    };
  }

  /// Asked after the list was read: whoever made one of its tasks is in the database by then.
  private Verdict single(UnknownJob job, Set<String> ids, boolean whole) {
    Duration reach = properties.listBefore().plus(jobs.lease()).plus(properties.listAfter());
    SingleMatch match =
        new SingleMatch(
            ids,
            whole,
            claims.claimed(job, ids),
            claims.rivals(job, job.sentAt().minus(reach), job.sentAt().plus(reach)));
    return match
        .task()
        .<Verdict>map(id -> new Verdict.Found(id, "single match"))
        .orElseGet(() -> new Verdict.Open(match.toString()));
  }

  private Instant lastTask(UnknownJob job) {
    return job.sentAt().plus(jobs.lease()).plus(properties.listAfter());
  }
}
