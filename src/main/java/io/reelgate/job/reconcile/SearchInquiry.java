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

/// Looks for the task of a lost order where the provider finds it by our token. Only here is it
/// proof that none is found: long after the last moment to send, and more than once.
@Component
class SearchInquiry {
  private final UnknownClaims claims;
  private final JobsProperties jobs;
  private final ReconcileProperties properties;

  SearchInquiry(UnknownClaims claims, JobsProperties jobs, ReconcileProperties properties) {
    this.claims = claims;
    this.jobs = jobs;
    this.properties = properties;
  }

  Verdict ask(UnknownJob job, ProviderAccount account, TaskFinder finder) {
    Instant from = job.sentAt().minus(properties.listBefore());
    return switch (finder.find(
        new LostOrder(job.token(), account, job.upstream(), job.spec(), from, job.claimedAt()))) {
      case Findings.NoAnswer(Failure failure) -> Verdict.Open.silent(failure);
      case Findings.Tasks(Set<String> ids, boolean _) when ids.size() == 1 ->
          new Verdict.Found(ids.iterator().next(), "search");
      case Findings.Tasks(Set<String> ids, boolean whole) when ids.isEmpty() && whole ->
          nothing(job);
      case Findings.Tasks(Set<String> ids, boolean _) ->
          new Verdict.Open(ids.size() + " tasks under one token");
    };
  }

  private Verdict nothing(UnknownJob job) {
    Instant counts = job.sentAt().plus(jobs.lease()).plus(properties.quarantine());
    Instant first = job.absentAt();
    if (job.claimedAt().isBefore(counts)) {
      return new Verdict.Open("no task yet", Duration.between(job.claimedAt(), counts));
    }
    if (first == null) {
      claims.absentSince(job, job.claimedAt());
      return new Verdict.Open("no task, to be confirmed", properties.absentApart());
    }
    Instant confirmed = first.plus(properties.absentApart());
    return job.claimedAt().isBefore(confirmed)
        ? new Verdict.Open("no task, to be confirmed", Duration.between(job.claimedAt(), confirmed))
        : new Verdict.Absent("searched twice");
  }
}
