package io.reelgate.job;

import java.util.List;

/// Jobs that the present transaction brings a step further and that go on. Published inside it.
public record JobMoved(Step step, List<JobId> jobs) {
  public JobMoved {
    jobs = List.copyOf(jobs);
  }

  /// What happened to them.
  public enum Step {
    /// Accepted from the caller.
    QUEUED,
    /// Handed over to a provider for the first time.
    STARTED,
    /// A step further since, or on to another provider.
    PROGRESSED
  }
}
