package io.reelgate.routing;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.health.HealthSnapshot.Run;
import io.reelgate.health.OfferHealth;
import io.reelgate.health.Timing;
import io.reelgate.health.TimingKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides which offers can run a spec and which to try first. A pure function: chance comes in as
/// a seed.
public final class Router {
  private final RoutingProperties properties;

  public Router(RoutingProperties properties) {
    this.properties = properties;
  }

  /// @param offers all offers of the wanted model
  public Route route(
      VideoSpec spec, Collection<Offer> offers, RoutingPolicy policy, Circumstances now) {
    Filter filter = new Filter(spec, policy, now);
    List<Candidate> candidates = new ArrayList<>();
    List<Exclusion> exclusions = new ArrayList<>();
    for (Offer offer : offers) {
      filter
          .exclusion(offer)
          .ifPresentOrElse(exclusions::add, () -> candidates.add(candidate(spec, offer, now)));
    }
    Ranking ranking = new Ranking(policy, properties, now.seed());
    return new Route(ranking.ranked(candidates), exclusions, ranking.sort(), ranking.weights());
  }

  private static Candidate candidate(VideoSpec spec, Offer offer, Circumstances now) {
    Terms terms = offer.terms(spec.operation()).orElseThrow();
    OfferHealth health = now.health().of(new Run(now.live(), offer.id(), spec.operation()));
    Timing timing = now.health().timing(TimingKey.of(now.live(), offer.id(), spec)).orElse(null);
    return new Candidate(
        offer,
        terms,
        Quote.of(spec, terms),
        new Prospect(health, expected(terms, timing, now), timing, null, null));
  }

  private static Duration expected(Terms terms, @Nullable Timing timing, Circumstances now) {
    if (timing == null) {
      return Objects.requireNonNullElse(now.unmeasured(), terms.expected());
    }
    return timing.accept() == null ? timing.typical() : timing.typical().plus(timing.accept());
  }
}
