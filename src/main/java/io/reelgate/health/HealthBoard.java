package io.reelgate.health;

import io.reelgate.catalog.CurrentCatalog;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.ProviderId;
import io.reelgate.health.HealthSnapshot.Run;
import io.reelgate.health.HealthSnapshot.Seller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes call outcomes, gives an immutable {@link HealthSnapshot}. Both cost no query: a beat in
/// the background exchanges counters with the fleet and makes the snapshot anew.
public final class HealthBoard {
  private static final int EXCHANGES_PER_DAY_READ = 12;

  /// How much sooner outcomes are forgotten where the question is whether somebody is well again.
  private static final int FRESHER = 5;

  private final HealthStore store;
  private final Standings standings;
  private final CurrentCatalog catalog;
  private final HealthProperties properties;
  private final Clock clock;
  private final Pending pending = new Pending();
  private final Ramps ramps;
  private final Leads leads;
  private int exchanges;
  private Map<TimingKey, Timing> learned = Map.of();
  private volatile Evidence evidence = Evidence.NONE;
  private volatile HealthSnapshot snapshot = HealthSnapshot.NONE;

  public HealthBoard(
      HealthStore store,
      Standings standings,
      CurrentCatalog catalog,
      HealthProperties properties,
      Clock clock) {
    this.store = store;
    this.standings = standings;
    this.catalog = catalog;
    this.properties = properties;
    this.clock = clock;
    this.ramps = new Ramps(properties.rampStep());
    this.leads = new Leads(properties.lead(), properties.leadFor());
  }

  public void record(Measured what, Outcome outcome) {
    pending.add(what, outcome);
  }

  public HealthSnapshot snapshot() {
    return snapshot;
  }

  /// One turn in the background. A database that does not answer ends the exchange, not the
  /// snapshots.
  public void beat() {
    try {
      if (!clock.instant().isBefore(after(evidence.readAt(), properties.exchange()))) {
        exchange();
      }
    } finally {
      snapshot = made(clock.instant());
    }
  }

  private static Instant after(Instant time, Duration pause) {
    return time.equals(Instant.MIN) ? time : time.plus(pause);
  }

  /// What is about a whole day changes little within seconds.
  private void exchange() {
    pending.handTo(store);
    Evidence before = evidence;
    boolean dayToo = exchanges++ % EXCHANGES_PER_DAY_READ == 0;
    evidence =
        new Evidence(
            clock.instant(),
            store.minutes(),
            dayToo ? store.hours() : before.hours(),
            dayToo ? store.timings() : before.timings());
    if (dayToo) {
      learned = evidence.learned();
    }
  }

  Instant now() {
    return clock.instant();
  }

  List<Standing> standings() {
    return standings.all();
  }

  private HealthSnapshot made(Instant now) {
    List<Standing> accounts = standings.all();
    ramps.look(accounts, now);
    Map<Seller, OfferHealth> providers = providers(accounts, now);
    Evidence read = evidence;
    boolean stale = !now.isBefore(after(read.readAt(), properties.ignoredAfter()));
    if (stale) {
      return new HealthSnapshot(providers, Map.of(), learned);
    }
    Map<Run, OfferHealth> measured = measured(read, accounts, properties.halfLife(), now);
    Map<Run, OfferHealth> fresh =
        measured(read, accounts, properties.halfLife().dividedBy(FRESHER), now);
    return new HealthSnapshot(providers, ranked(measured, fresh, providers, now), learned);
  }

  private Map<Seller, OfferHealth> providers(List<Standing> accounts, Instant now) {
    Map<Seller, OfferHealth> providers = new HashMap<>();
    byProvider(accounts)
        .forEach((provider, all) -> {
          List<Standing> best = best(all);
          providers.put(
              provider,
              OfferHealth.unknown(best.getFirst().position(), share(best, now), inFlight(all)));
        });
    return providers;
  }

  private static Map<Seller, List<Standing>> byProvider(List<Standing> accounts) {
    return accounts.stream()
        .filter(each -> !each.drained())
        .collect(Collectors.groupingBy(each -> new Seller(each.live(), each.provider())));
  }

  private static List<Standing> best(List<Standing> accounts) {
    Position best =
        accounts.stream().map(Standing::position).max(Comparator.naturalOrder()).orElseThrow();
    return accounts.stream().filter(each -> each.position() == best).toList();
  }

  private double share(List<Standing> accounts, Instant now) {
    return accounts.stream().mapToDouble(each -> ramps.share(each, now)).max().orElse(1);
  }

  private static int inFlight(List<Standing> accounts) {
    return accounts.stream().mapToInt(Standing::inFlight).sum();
  }

  /// The scores of all offers that anything is known of.
  private Map<Run, OfferHealth> measured(
      Evidence read, List<Standing> accounts, Duration halfLife, Instant now) {
    Map<HealthKey, Tally> lately = read.lately(this::counts, halfLife);
    Map<HealthKey, Tally> day = read.day();
    Map<Run, OfferHealth> measured = new HashMap<>();
    byProvider(accounts)
        .forEach((provider, all) -> {
          List<Standing> best = best(all);
          for (What what : whats(provider.id(), best, day.keySet())) {
            Tally late = sum(lately, what, best);
            Tally usual = sum(day, what, best);
            measured.put(
                new Run(
                    provider.live(), new OfferId(provider.id(), what.model()), what.operation()),
                Score.of(late, usual, best.getFirst().position(), share(best, now), inFlight(all)));
          }
        });
    return measured;
  }

  private boolean counts(HealthKey key, Instant began) {
    Run run = new Run(key.live(), new OfferId(key.provider(), key.model()), key.operation());
    return !ramps.forgotten(key, began) && !leads.forgiven(run, began);
  }

  private record What(ModelId model, Operation operation) {}

  private static Set<What> whats(ProviderId provider, List<Standing> accounts, Set<HealthKey> all) {
    return all.stream()
        .filter(key -> key.provider().equals(provider))
        .filter(key -> accounts.stream().anyMatch(each -> each.account().equals(key.account())))
        .map(key -> new What(key.model(), key.operation()))
        .collect(Collectors.toSet());
  }

  private static Tally sum(Map<HealthKey, Tally> tallies, What what, List<Standing> accounts) {
    Tally sum = new Tally();
    for (Standing each : accounts) {
      Tally one =
          tallies.get(
              new HealthKey(each.provider(), each.account(), what.model(), what.operation()));
      if (one != null) {
        sum.add(one, 1);
      }
    }
    return sum;
  }

  /// Those whom another has been leading for a while are marked. Offers that nobody has used yet
  /// take part.
  private Map<Run, OfferHealth> ranked(
      Map<Run, OfferHealth> measured,
      Map<Run, OfferHealth> fresh,
      Map<Seller, OfferHealth> providers,
      Instant now) {
    Map<Run, OfferHealth> ranked = new HashMap<>();
    for (Group group : groups(measured.keySet())) {
      Map<Run, OfferHealth> members = new HashMap<>();
      for (Offer offer : catalog.get().offers(group.model())) {
        Run run = new Run(group.live(), offer.id(), group.operation());
        OfferHealth health = measured.getOrDefault(run, providers.get(run.provider()));
        if (health != null && offer.terms(group.operation()).isPresent()) {
          members.put(run, health);
        }
      }
      leads.look(members, fresh, now);
      members.forEach((run, health) -> ranked.put(run, health.behind(leads.behind(run))));
    }
    return ranked;
  }

  private record Group(boolean live, ModelId model, Operation operation) {}

  private static Set<Group> groups(Set<Run> runs) {
    return runs.stream()
        .map(run -> new Group(run.live(), run.offer().model(), run.operation()))
        .collect(Collectors.toSet());
  }
}
