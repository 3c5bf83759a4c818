package io.reelgate.job;

import io.reelgate.catalog.ProviderId;
import io.reelgate.health.HealthBoard;
import io.reelgate.provider.Admission;
import io.reelgate.routing.Circumstances;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What routes depend on now. For callers that plan a job and know no provider.
@Component
public class Reach {
  private final Admission admission;
  private final HealthBoard health;
  private final JobsProperties properties;

  Reach(Admission admission, HealthBoard health, JobsProperties properties) {
    this.admission = admission;
    this.health = health;
    this.properties = properties;
  }

  /// The providers that new jobs may be planned for.
  ///
  /// @param live whether real accounts are meant, or the sandbox's
  public Set<ProviderId> providers(boolean live) {
    return admission.accepting(live);
  }

  /// For a new job, which goes to no account that is drained.
  ///
  /// @param live whether real accounts are meant, or the sandbox's
  /// @param left how long it may take; null means that it does not matter
  public Circumstances circumstances(boolean live, @Nullable Duration left) {
    return circumstances(live, providers(live), left);
  }

  /// The simulators are quicker than what they simulate.
  Circumstances circumstances(boolean live, Set<ProviderId> reachable, @Nullable Duration left) {
    return new Circumstances(
        reachable,
        live,
        health.snapshot(),
        ThreadLocalRandom.current().nextLong(),
        left,
        live ? null : properties.sandboxExpected());
  }
}
