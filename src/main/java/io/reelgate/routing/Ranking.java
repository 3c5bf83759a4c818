package io.reelgate.routing;

import io.reelgate.health.OfferHealth;
import io.reelgate.health.Position;
import io.reelgate.routing.Prospect.Held;
import io.reelgate.routing.RoutingPolicy.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Puts candidates in order: those that the caller named first, then those that nothing holds back,
/// each by the sort.
final class Ranking {
  /// Prices this close are the same.
  private static final double SAME_PRICE = 1.01;

  /// Scores this close are the same.
  private static final double SAME_HEALTH = 0.05;

  private final RoutingPolicy policy;
  private final RoutingProperties properties;
  private final Sort sort;
  private final SplittableRandom random;

  Ranking(RoutingPolicy policy, RoutingProperties properties, long seed) {
    this.policy = policy;
    this.properties = properties;
    this.sort = Objects.requireNonNullElse(policy.sort(), properties.defaultSort());
    this.random = new SplittableRandom(seed);
  }

  Sort sort() {
    return sort;
  }

  Map<String, Double> weights() {
    RoutingProperties.Balance balance = properties.balance();
    return switch (sort) {
      case PRICE -> Map.of("price", 1.0);
      case HEALTH -> Map.of("health", 1.0);
      case LATENCY, THROUGHPUT -> Map.of("speed", 1.0);
      case BALANCED ->
          Map.of("price", balance.price(), "health", balance.health(), "speed", balance.speed());
    };
  }

  /// Chance is drawn in the order of the slugs, so that the order of the offers does not matter.
  List<Candidate> ranked(List<Candidate> found) {
    List<Candidate> candidates = new ArrayList<>(found);
    candidates.sort(Comparator.comparing(Candidate::slug));
    candidates.replaceAll(each -> each.with(each.prospect().held(held(each))));
    if (sort == Sort.BALANCED) {
      candidates = balanced(candidates);
    }
    Comparator<Candidate> places =
        Comparator.comparingInt(this::position).thenComparingInt(Ranking::tier);
    Map<String, Integer> bands = sort == Sort.PRICE ? bands(candidates, places) : Map.of();
    candidates.sort(places.thenComparing(bySort(bands)).thenComparing(Candidate::slug));
    if (sort == Sort.HEALTH) {
      drawTwo(candidates, places);
    }
    return candidates;
  }

  private int position(Candidate candidate) {
    int position = policy.order().indexOf(candidate.slug());
    return position < 0 ? Integer.MAX_VALUE : position;
  }

  /// As many draws for each, so that one offer's luck does not depend on another's health.
  private @Nullable Held held(Candidate candidate) {
    OfferHealth health = candidate.prospect().health();
    boolean takesPart = random.nextDouble() < candidate.offer().share();
    boolean chance = random.nextDouble() < properties.probeShare();
    boolean ramped = random.nextDouble() < health.share();
    boolean explored = random.nextDouble() < properties.exploreShare();
    if (health.position() == Position.OPEN) {
      return Held.OPEN;
    }
    if (!takesPart) {
      return Held.SHARE;
    }
    if (sort == Sort.PRICE) {
      return null;
    }
    if (health.position() == Position.HALF_OPEN) {
      return chance ? Held.PROBE : Held.HALF_OPEN;
    }
    if (!ramped) {
      return Held.RAMP;
    }
    boolean behind = sort == Sort.HEALTH && health.behind();
    return behind ? (explored ? Held.EXPLORED : Held.BEHIND) : null;
  }

  private static int tier(Candidate candidate) {
    return switch (candidate.prospect().held()) {
      case PROBE, EXPLORED -> 0;
      case null -> 1;
      case BEHIND, RAMP -> 2;
      case SHARE -> 3;
      case HALF_OPEN -> 4;
      case OPEN -> 5;
    };
  }

  private Comparator<Candidate> bySort(Map<String, Integer> bands) {
    Comparator<Candidate> healthiest =
        Comparator.comparing((Candidate each) -> each.prospect().health().behind())
            .thenComparing(each -> each.prospect().health().score(), Comparator.reverseOrder());
    Comparator<Candidate> cheapest = Comparator.comparing(each -> each.quote().estimate());
    return switch (sort) {
      case PRICE ->
          Comparator.comparing((Candidate each) -> bands.getOrDefault(each.slug(), 0))
              .thenComparing(healthiest)
              .thenComparing(cheapest);
      case HEALTH -> healthiest.thenComparing(cheapest);
      case LATENCY ->
          Comparator.comparing((Candidate each) -> each.prospect().expected())
              .thenComparing(healthiest)
              .thenComparing(cheapest);
      case THROUGHPUT ->
          Comparator.comparing((Candidate each) -> each.prospect().slow())
              .thenComparing(healthiest)
              .thenComparing(cheapest);
      case BALANCED ->
          Comparator.comparing(
                  (Candidate each) -> Objects.requireNonNullElse(each.prospect().points(), 0.0),
                  Comparator.reverseOrder())
              .thenComparing(cheapest);
    };
  }

  /// Numbers prices that are the same, beginning with the least of each place.
  private static Map<String, Integer> bands(
      List<Candidate> candidates, Comparator<Candidate> places) {
    List<Candidate> byPrice = new ArrayList<>(candidates);
    byPrice.sort(places.thenComparing(each -> each.quote().estimate()));
    Map<String, Integer> bands = new HashMap<>();
    int band = 0;
    @Nullable Candidate least = null;
    for (Candidate each : byPrice) {
      if (least == null || places.compare(least, each) != 0 || dearer(each, least)) {
        least = each;
        band++;
      }
      bands.put(each.slug(), band);
    }
    return bands;
  }

  private static boolean dearer(Candidate candidate, Candidate least) {
    return candidate.quote().estimate().micros() > least.quote().estimate().micros() * SAME_PRICE;
  }

  private List<Candidate> balanced(List<Candidate> candidates) {
    double cheapest = candidates.stream().mapToDouble(Ranking::price).min().orElse(0);
    double quickest = candidates.stream().mapToDouble(Ranking::millis).min().orElse(0);
    RoutingProperties.Balance balance = properties.balance();
    List<Candidate> counted = new ArrayList<>();
    for (Candidate each : candidates) {
      double points =
          balance.price() * part(cheapest, price(each))
              + balance.health() * each.prospect().health().score()
              + balance.speed() * part(quickest, millis(each));
      counted.add(each.with(each.prospect().points(points)));
    }
    return counted;
  }

  private static double price(Candidate candidate) {
    return (double) candidate.quote().estimate().micros();
  }

  private static double millis(Candidate candidate) {
    return Math.max(1.0, (double) candidate.prospect().expected().toMillis());
  }

  private static double part(double best, double own) {
    return own <= 0 ? 1 : best / own;
  }

  /// Of two that are drawn among the best, the healthier one goes first. A few times it is the one
  /// that was drawn first, so that nobody is forgotten.
  private void drawTwo(List<Candidate> ranked, Comparator<Candidate> places) {
    int best = 0;
    while (best < ranked.size() && places.compare(ranked.getFirst(), ranked.get(best)) == 0) {
      best++;
    }
    if (best > 1) {
      int one = random.nextInt(best);
      int other = (one + 1 + random.nextInt(best - 1)) % best;
      boolean blind = random.nextDouble() < properties.exploreShare();
      boolean better = score(ranked.get(other)) - score(ranked.get(one)) >= SAME_HEALTH;
      ranked.addFirst(ranked.remove(better && !blind ? other : one));
    }
  }

  private static double score(Candidate candidate) {
    return candidate.prospect().health().score();
  }
}
