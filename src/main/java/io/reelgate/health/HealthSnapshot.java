package io.reelgate.health;

import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.ProviderId;
import java.util.Map;
import java.util.Optional;

/// How all offers are doing, at one moment. Never changed.
public final class HealthSnapshot {
  /// Nothing is known of anybody.
  public static final HealthSnapshot NONE = new HealthSnapshot(Map.of(), Map.of(), Map.of());

  private final Map<Seller, OfferHealth> providers;
  private final Map<Run, OfferHealth> runs;
  private final Map<TimingKey, Timing> timings;

  /// All accounts of one kind at a provider.
  record Seller(boolean live, ProviderId id) {}

  /// An offer running an operation, with the accounts of one kind.
  public record Run(boolean live, OfferId offer, Operation operation) {
    Seller provider() {
      return new Seller(live, offer.provider());
    }
  }

  HealthSnapshot(
      Map<Seller, OfferHealth> providers,
      Map<Run, OfferHealth> runs,
      Map<TimingKey, Timing> timings) {
    this.providers = Map.copyOf(providers);
    this.runs = Map.copyOf(runs);
    this.timings = Map.copyOf(timings);
  }

  /// One about which nothing is known is as well as its accounts are open.
  public OfferHealth of(Run run) {
    OfferHealth known = runs.get(run);
    if (known != null) {
      return known;
    }
    OfferHealth provider = providers.get(run.provider());
    return provider == null ? OfferHealth.UNKNOWN : provider;
  }

  /// Of videos of the same length where enough were seen, else of any length.
  public Optional<Timing> timing(TimingKey key) {
    Timing exact = timings.get(key);
    return Optional.ofNullable(exact != null ? exact : timings.get(key.anySeconds()));
  }
}
