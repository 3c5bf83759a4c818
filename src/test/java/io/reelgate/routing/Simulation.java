package io.reelgate.routing;

import io.reelgate.catalog.Offer;
import io.reelgate.health.CountedStore;
import io.reelgate.health.HealthBoard;
import io.reelgate.health.HealthProperties;
import io.reelgate.health.Measured;
import io.reelgate.health.Outcome;
import io.reelgate.routing.RoutingPolicy.Sort;
import io.reelgate.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// The real router and the real health board with three providers, five requests a second and a
/// clock that flies.
final class Simulation {
  static final String ONE = "one";
  private static final Duration STEP = Duration.ofMillis(200);
  private static final int STEPS_A_BEAT = 5;

  private final TestClock clock = new TestClock();
  private final Instant start = clock.instant();
  private final SplittableRandom luck;
  private final Map<String, SimulatedProvider> providers = new HashMap<>();
  private final List<Offer> offers =
      List.of(Offers.at(ONE, 40), Offers.at("second", 44), Offers.at("third", 60));
  private final HealthBoard board;
  private final Router router = new Router(RoutingProperties.USUAL);
  private final RoutingPolicy policy;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingInt(Event::number));
  private final Map<Integer, Integer> firstChoices = new HashMap<>();
  private int steps;
  private int numbers;
  private int lost;
  private double paid;
  private double oracle;

  private record Event(Instant at, int number, Runnable what) {}

  Simulation(Sort sort, long seed) {
    this.luck = new SplittableRandom(seed);
    this.policy = Offers.sorted(sort);
    offers.forEach(each ->
        providers.put(each.provider().value(), new SimulatedProvider(each.provider().value())));
    this.board =
        new HealthBoard(
            new CountedStore(clock),
            () -> providers.values().stream().map(p -> p.standing(clock.instant())).toList(),
            () -> Offers.catalog(offers),
            HealthProperties.USUAL,
            clock);
  }

  SimulatedProvider one() {
    return provider(ONE);
  }

  private SimulatedProvider provider(String slug) {
    SimulatedProvider found = providers.get(slug);
    if (found == null) {
      throw new IllegalArgumentException(slug);
    }
    return found;
  }

  void run(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      if (steps++ % STEPS_A_BEAT == 0) {
        board.beat();
      }
      request();
      clock.pass(STEP);
      while (!events.isEmpty() && !events.element().at().isAfter(clock.instant())) {
        events.remove().what().run();
      }
    }
  }

  private void request() {
    Map<String, Double> fate = new HashMap<>();
    offers.forEach(each -> fate.put(each.provider().value(), luck.nextDouble()));
    var now =
        new Circumstances(
            Offers.providers(offers), true, board.snapshot(), luck.nextLong(), null, null);
    Route route = router.route(Offers.SPEC, offers, policy, now);
    oracle +=
        offers.stream()
            .filter(each -> provider(slug(each)).well(fate.getOrDefault(slug(each), 1.0)))
            .mapToDouble(Simulation::price)
            .min()
            .orElseThrow();
    attempt(route.candidates().stream().map(Candidate::offer).toList(), fate, true);
  }

  private static String slug(Offer offer) {
    return offer.provider().value();
  }

  private static double price(Offer offer) {
    return Quote.of(Offers.SPEC, offer.terms(Offers.SPEC.operation()).orElseThrow())
        .estimate()
        .dollars()
        .doubleValue();
  }

  /// Tries one after another until one takes it.
  private void attempt(List<Offer> left, Map<String, Double> fate, boolean first) {
    List<Offer> open =
        left.stream().filter(each -> provider(slug(each)).admits(clock.instant())).toList();
    if (open.isEmpty()) {
      lost++;
      return;
    }
    Offer offer = open.getFirst();
    SimulatedProvider provider = provider(slug(offer));
    if (first) {
      firstChoices.merge(bucket(slug(offer)), 1, Integer::sum);
    }
    provider.sent();
    later(
        provider.answerTime(),
        () -> answered(offer, new ArrayList<>(open.subList(1, open.size())), fate));
  }

  private void answered(Offer offer, List<Offer> others, Map<String, Double> fate) {
    SimulatedProvider provider = provider(slug(offer));
    double own = fate.getOrDefault(slug(offer), 1.0);
    boolean well = provider.well(own);
    provider.answered(clock.instant(), well);
    Measured what = Measured.of(offer.provider(), "default", Offers.SPEC);
    if (!well) {
      board.record(what, new Outcome.Refused("PROVIDER_ERROR"));
      attempt(others, fate, false);
      return;
    }
    paid += price(offer);
    provider.began();
    board.record(what, new Outcome.Accepted(provider.answerTime()));
    Duration work = provider.workTime(own);
    later(
        work,
        () -> {
          provider.ended();
          board.record(what, new Outcome.Finished(work));
        });
  }

  private void later(Duration time, Runnable what) {
    events.add(new Event(clock.instant().plus(time), numbers++, what));
  }

  /// One number for a provider and a minute.
  private int bucket(String slug) {
    return minute() * 10 + slug.length();
  }

  private int minute() {
    return (int) Duration.between(start, clock.instant()).toMinutes();
  }

  /// The part of a minute's requests that went to the first provider first.
  double shareOfOne(int minute) {
    double all =
        providers.keySet().stream()
            .mapToInt(slug -> firstChoices.getOrDefault(minute * 10 + slug.length(), 0))
            .sum();
    return firstChoices.getOrDefault(minute * 10 + ONE.length(), 0) / all;
  }

  /// What was paid, beside what the cheapest that would have made each video takes.
  double paidOverOracle() {
    return paid / oracle;
  }

  /// Requests that nobody took.
  int lost() {
    return lost;
  }
}
