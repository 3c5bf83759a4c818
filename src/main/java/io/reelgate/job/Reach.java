package io.reelgate.job;

import io.reelgate.catalog.ProviderId;
import io.reelgate.provider.Providers;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Which providers jobs can go to now. For callers that plan a job and know no provider.
@Component
public class Reach {
  private final Providers providers;

  Reach(Providers providers) {
    this.providers = providers;
  }

  /// @param live whether real accounts are meant, or the sandbox's
  public Set<ProviderId> providers(boolean live) {
    return providers.reachable(live);
  }
}
