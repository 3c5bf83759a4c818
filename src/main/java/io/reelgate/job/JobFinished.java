package io.reelgate.job;

import java.util.List;

/// Jobs that the present transaction ends. Published inside it, so that what a listener writes is
/// committed with the end or not at all.
public record JobFinished(List<JobId> jobs) {
  public JobFinished {
    jobs = List.copyOf(jobs);
  }
}
