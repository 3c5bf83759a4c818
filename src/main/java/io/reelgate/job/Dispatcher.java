package io.reelgate.job;

import io.reelgate.catalog.CurrentCatalog;
import io.reelgate.catalog.Terms;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Router;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Chooses where a claimed job goes: asks the router again, with what is reachable now.
@Component
class Dispatcher {
  private final CurrentCatalog catalog;
  private final Router router;
  private final Providers providers;
  private final JobsProperties properties;

  Dispatcher(
      CurrentCatalog catalog, Router router, Providers providers, JobsProperties properties) {
    this.catalog = catalog;
    this.router = router;
    this.providers = providers;
    this.properties = properties;
  }

  /// Where to send a job.
  record Destination(Candidate candidate, ProviderAccount account, ProviderAdapter adapter) {}

  Optional<Destination> choose(ClaimedJob job) {
    return router
        .route(
            job.spec(),
            catalog.get().offers(job.spec().model()),
            providers.reachable(job.live()),
            job.policy())
        .best()
        .flatMap(best -> destination(best, job.live()));
  }

  private Optional<Destination> destination(Candidate best, boolean live) {
    return providers
        .account(best.offer().provider(), live)
        .flatMap(account ->
            providers
                .adapter(account.provider())
                .map(adapter -> new Destination(best, account, adapter)));
  }

  /// How long a video usually takes there; the simulators are quicker than what they simulate.
  Duration expected(Terms terms, ProviderAccount account) {
    return account.sandbox() ? properties.sandboxExpected() : terms.expected();
  }
}
