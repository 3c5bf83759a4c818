package io.reelgate.job;

import io.reelgate.catalog.CurrentCatalog;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Chooses where a claimed job goes: asks the router again, with what is reachable now, at the
/// prices that the job was accepted at.
@Component
class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final CurrentCatalog catalog;
  private final Router router;
  private final Providers providers;
  private final ClipLengths lengths;
  private final JobsProperties properties;

  Dispatcher(
      CurrentCatalog catalog,
      Router router,
      Providers providers,
      ClipLengths lengths,
      JobsProperties properties) {
    this.catalog = catalog;
    this.router = router;
    this.providers = providers;
    this.lengths = lengths;
    this.properties = properties;
  }

  /// Where to send a job.
  record Destination(Candidate candidate, ProviderAccount account, ProviderAdapter adapter) {}

  /// Calls servers that tenants name where the price depends on the length of their clips.
  Optional<Destination> choose(ClaimedJob job) {
    Optional<Candidate> best = best(job, job.spec());
    if (best.isPresent() && ClipLengths.matter(job.spec(), best.get().quote().price())) {
      best = best(job, probed(job, best.get().quote().price()));
    }
    return best.flatMap(candidate -> destination(candidate, job.live()));
  }

  /// An offer that has come after the job was accepted is none for it: nobody agreed to its price.
  private Optional<Candidate> best(ClaimedJob job, VideoSpec spec) {
    List<Offer> agreed =
        catalog.get().offers(spec.model()).stream()
            .flatMap(offer -> job.prices().applyTo(offer, spec).stream())
            .toList();
    return router.route(spec, agreed, providers.reachable(job.live()), job.policy()).best();
  }

  private VideoSpec probed(ClaimedJob job, Price price) {
    Duration trust = Duration.ofNanos(job.lease().trustedUntilNanos() - System.nanoTime());
    Duration limit = properties.probeTimeout();
    VideoSpec spec = lengths.probe(job.spec(), limit.compareTo(trust) < 0 ? limit : trust);
    if (ClipLengths.matter(spec, price)) {
      LOG.info("job {}: the length of an input clip stays unknown, and so does the cost", job.id());
    }
    return spec;
  }

  private Optional<Destination> destination(Candidate best, boolean live) {
    return providers
        .nextAccount(best.offer().provider(), live)
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
