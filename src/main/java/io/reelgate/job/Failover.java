package io.reelgate.job;

import io.reelgate.provider.Progress;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Whether a job may go on elsewhere after a provider had accepted and failed it.
@Component
class Failover {
  private final FailoverProperties policy;
  private final JobsProperties properties;

  Failover(FailoverProperties policy, JobsProperties properties) {
    this.policy = policy;
    this.properties = properties;
  }

  boolean permits(ClaimedPoll poll, Progress.Failed failed) {
    int own = Objects.requireNonNullElse(poll.mostAttempts(), properties.maxAttempts());
    return failed.failure().kind().elsewhere()
        && (failed.free() || policy.payAgain())
        && !poll.cancelRequested()
        && poll.attempts() < Math.min(own, properties.maxAttempts());
  }
}
