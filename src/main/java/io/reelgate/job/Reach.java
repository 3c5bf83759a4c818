package io.reelgate.job;

import io.reelgate.catalog.ProviderId;
import io.reelgate.provider.Admission;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Which providers new jobs may be planned for. For callers that plan a job and know no provider.
@Component
public class Reach {
  private final Admission admission;

  Reach(Admission admission) {
    this.admission = admission;
  }

  /// @param live whether real accounts are meant, or the sandbox's
  public Set<ProviderId> providers(boolean live) {
    return admission.accepting(live);
  }
}
