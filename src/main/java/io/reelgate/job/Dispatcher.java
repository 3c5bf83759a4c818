package io.reelgate.job;

import io.reelgate.catalog.CurrentCatalog;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.provider.Admission;
import io.reelgate.provider.Admission.Decision;
import io.reelgate.provider.Admission.Refusal;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Circumstances;
import io.reelgate.routing.Route;
import io.reelgate.routing.RouteDecision;
import io.reelgate.routing.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
  private final Admission admission;
  private final ClipLengths lengths;
  private final Reach reach;
  private final JobsProperties properties;

  Dispatcher(
      CurrentCatalog catalog,
      Router router,
      Providers providers,
      Admission admission,
      ClipLengths lengths,
      Reach reach,
      JobsProperties properties) {
    this.catalog = catalog;
    this.router = router;
    this.providers = providers;
    this.admission = admission;
    this.lengths = lengths;
    this.reach = reach;
    this.properties = properties;
  }

  /// Where to send a job.
  record Destination(Candidate candidate, ProviderAccount account, ProviderAdapter adapter) {
    String offer() {
      return candidate.offer().id().toString();
    }
  }

  /// What can be done with a job now.
  sealed interface Place {
    /// @param permit must be ended
    /// @param others whether there is another offer that was not tried yet
    /// @param decision why it goes there
    record Admitted(
        Destination destination, Admission.Permit permit, boolean others, RouteDecision decision)
        implements Place {}

    /// All accounts that could take it are closed, and why.
    record Closed(List<Refusal> refusals) implements Place {}

    /// No offer can take it any more.
    record Nowhere() implements Place {}
  }

  /// Takes the first that is admitted, in the order of the route.
  Place place(ClaimedJob job) {
    List<Refusal> refusals = new ArrayList<>();
    Choices found = found(job);
    List<Destination> choices = found.destinations();
    for (Destination destination : choices) {
      switch (admission.toSubmit(destination.account())) {
        case Decision.Admitted<Admission.Permit>(Admission.Permit permit) -> {
          return new Place.Admitted(
              destination,
              permit,
              others(job, choices, destination),
              RouteDecision.of(found.route(), passed(job, found.route(), destination, refusals)));
        }
        case Decision.Refused<Admission.Permit>(Refusal refusal) -> refusals.add(refusal);
      }
    }
    return refusals.isEmpty() ? new Place.Nowhere() : new Place.Closed(refusals);
  }

  /// What comes before the chosen place in the route and was passed over, and why.
  private static List<String> passed(
      ClaimedJob job, Route route, Destination chosen, List<Refusal> refusals) {
    Stream<String> tried =
        route.candidates().stream()
            .takeWhile(each -> !each.offer().id().equals(chosen.candidate().offer().id()))
            .filter(each -> job.tries().triedAt(each.offer().id().toString()))
            .map(each -> each.offer().provider() + " TRIED");
    return Stream.concat(tried, refusals.stream().map(Refusal::toString)).toList();
  }

  private static boolean others(ClaimedJob job, List<Destination> choices, Destination chosen) {
    return choices.stream()
        .map(Destination::offer)
        .anyMatch(offer -> !offer.equals(chosen.offer()) && !job.tries().triedAt(offer));
  }

  /// All places that a job may go to: the best first, those where it came to nothing before after
  /// all others, and never again one that had accepted and failed it. Calls servers that tenants
  /// name where the price depends on the length of their clips.
  List<Destination> choices(ClaimedJob job) {
    return found(job).destinations();
  }

  private record Choices(Route route, List<Destination> destinations) {}

  private Choices found(ClaimedJob job) {
    Route route = route(job, job.spec());
    Optional<Price> open =
        route.candidates().stream()
            .map(candidate -> candidate.quote().price())
            .filter(price -> ClipLengths.matter(job.spec(), price))
            .findFirst();
    if (open.isPresent()) {
      route = route(job, probed(job, open.get()));
    }
    return new Choices(route, destinations(job, route.candidates()));
  }

  private List<Destination> destinations(ClaimedJob job, List<Candidate> route) {
    return route.stream()
        .limit(job.policy().allowFallbacks() ? route.size() : 1)
        .filter(candidate -> !job.tries().failedAt(candidate.offer().id().toString()))
        .sorted(
            Comparator.comparing(
                candidate -> job.tries().triedAt(candidate.offer().id().toString())))
        .flatMap(candidate -> destinations(candidate, job.live()))
        .toList();
  }

  /// An offer that has come after the job was accepted is none for it: nobody agreed to its price.
  /// Where nobody makes the deadline any more, somebody may still try.
  private Route route(ClaimedJob job, VideoSpec spec) {
    List<Offer> agreed =
        catalog.get().offers(spec.model()).stream()
            .flatMap(offer -> job.prices().applyTo(offer, spec).stream())
            .toList();
    Circumstances now =
        reach.circumstances(job.live(), providers.reachable(job.live()), job.left());
    Route hurried = router.route(spec, agreed, job.policy(), now);
    return hurried.candidates().isEmpty()
        ? router.route(spec, agreed, job.policy(), now.unhurried())
        : hurried;
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

  private Stream<Destination> destinations(Candidate candidate, boolean live) {
    return providers.inTurn(candidate.offer().provider(), live).stream()
        .flatMap(account ->
            providers.adapter(account.provider()).stream()
                .map(adapter -> new Destination(candidate, account, adapter)));
  }
}
