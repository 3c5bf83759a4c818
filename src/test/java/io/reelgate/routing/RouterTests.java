package io.reelgate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.DataPolicy;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.ProviderId;
import io.reelgate.health.CountedStore;
import io.reelgate.health.HealthBoard;
import io.reelgate.health.HealthProperties;
import io.reelgate.health.HealthSnapshot;
import io.reelgate.health.Measured;
import io.reelgate.health.Outcome;
import io.reelgate.health.Position;
import io.reelgate.health.Standing;
import io.reelgate.money.Usd;
import io.reelgate.routing.RoutingPolicy.Sort;
import io.reelgate.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for every route, tried on many that chance has made.
class RouterTests {
  private static final int ROUNDS = 1_000;
  private static final int MOST = 8;
  private static final RoutingPolicy CHEAPEST = Offers.sorted(Sort.PRICE);
  private static final List<HealthSnapshot> HEALTHS = healths();

  private final Router router = new Router(RoutingProperties.USUAL);
  private final Random random = new Random(20_301);

  /// One request, and all that is known.
  private record World(List<Offer> offers, RoutingPolicy policy, Circumstances now) {}

  private World world(Sort sort) {
    List<Offer> offers = new ArrayList<>();
    int number = 1 + random.nextInt(MOST);
    for (int index = 0; index < number; index++) {
      offers.add(Offers.at("p" + index, 20 + random.nextInt(60)));
    }
    List<String> slugs = offers.stream().map(each -> each.provider().value()).toList();
    RoutingPolicy policy =
        new RoutingPolicy(
            List.of(),
            random.nextInt(4) == 0 ? some(slugs) : List.of(),
            some(slugs),
            true,
            sort,
            false,
            null,
            random.nextBoolean() ? new Usd(200_000 + random.nextInt(600_000)) : null,
            new Rules(List.of(), some(slugs), List.of(), null, false));
    return new World(
        offers,
        policy,
        new Circumstances(
            reachable(offers),
            true,
            HEALTHS.get(random.nextInt(HEALTHS.size())),
            random.nextLong(),
            null,
            null));
  }

  private List<String> some(List<String> slugs) {
    return slugs.stream().filter(each -> random.nextInt(6) == 0).toList();
  }

  private Set<ProviderId> reachable(List<Offer> offers) {
    Set<ProviderId> reachable = new HashSet<>(Offers.providers(offers));
    reachable.removeIf(each -> random.nextInt(10) == 0);
    return reachable;
  }

  /// Prices do not matter to health, so that the same few do for all worlds.
  private static List<HealthSnapshot> healths() {
    Random chance = new Random(7);
    List<Offer> offers =
        IntStream.range(0, MOST).mapToObj(index -> Offers.at("p" + index, 50)).toList();
    List<HealthSnapshot> healths = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      Map<Offer, Position> positions = new HashMap<>();
      offers.forEach(each ->
          positions.put(each, chance.nextInt(5) == 0 ? Position.HALF_OPEN : Position.CLOSED));
      healths.add(snapshot(offers, positions, chance.nextInt(30)));
    }
    return healths;
  }

  /// @param failures of the first offer, beside ten good videos of everybody
  private static HealthSnapshot snapshot(
      List<Offer> offers, Map<Offer, Position> positions, int failures) {
    TestClock clock = new TestClock();
    HealthBoard board =
        new HealthBoard(
            new CountedStore(clock),
            () ->
                offers.stream()
                    .map(each ->
                        new Standing(
                            each.provider(),
                            "default",
                            positions.getOrDefault(each, Position.CLOSED),
                            null,
                            false,
                            0))
                    .toList(),
            () -> Offers.catalog(offers),
            HealthProperties.USUAL,
            clock);
    for (Offer each : offers) {
      Measured what = Measured.of(each.provider(), "default", Offers.SPEC);
      for (int number = 0; number < 10; number++) {
        board.record(what, new Outcome.Finished(Duration.ofSeconds(30)));
      }
    }
    Measured first = Measured.of(offers.getFirst().provider(), "default", Offers.SPEC);
    for (int number = 0; number < failures; number++) {
      board.record(first, new Outcome.Failed("PROVIDER_ERROR"));
    }
    for (int second = 0; second < 40; second++) {
      board.beat();
      clock.pass(Duration.ofSeconds(1));
    }
    return board.snapshot();
  }

  private Route route(World world) {
    return router.route(Offers.SPEC, world.offers(), world.policy(), world.now());
  }

  private static long price(Candidate candidate) {
    return candidate.quote().estimate().micros();
  }

  @Test
  void theCheapestSortNeverPicksADearerOfferThanItMay() {
    for (int round = 0; round < ROUNDS; round++) {
      World world = world(Sort.PRICE);
      Route route = route(world);
      route
          .best()
          .ifPresent(best ->
              assertThat(route.candidates())
                  .as("%s", world)
                  .allSatisfy(each ->
                      assertThat(price(best)).isLessThanOrEqualTo((long) (price(each) * 1.01))));
    }
  }

  @Test
  void oneMoreOfferNeverMakesTheChosenPriceWorse() {
    for (int round = 0; round < ROUNDS; round++) {
      World world = world(Sort.PRICE);
      Route route = route(world);
      Offer more = Offers.at("new", 20 + random.nextInt(60));
      List<Offer> offers = new ArrayList<>(world.offers());
      offers.add(more);
      Set<ProviderId> reachable = new HashSet<>(world.now().reachable());
      reachable.add(more.provider());
      Circumstances now = world.now();
      Route richer =
          router.route(
              Offers.SPEC,
              offers,
              world.policy(),
              new Circumstances(reachable, true, now.health(), now.seed(), null, null));
      route
          .best()
          .ifPresent(best ->
              assertThat(price(richer.best().orElseThrow()))
                  .as("%s and %s", world, more)
                  .isLessThanOrEqualTo(price(best)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOutIsNeverAmongTheCandidatesAndNothingIsForgotten(Sort sort) {
    for (int round = 0; round < ROUNDS; round++) {
      World world = world(sort);
      Route route = route(world);
      RoutingPolicy policy = world.policy();

      assertThat(
              Stream.concat(
                  route.candidates().stream().map(each -> each.offer().id()),
                  route.exclusions().stream().map(Exclusion::offer)))
          .containsExactlyInAnyOrderElementsOf(world.offers().stream().map(Offer::id).toList());
      for (Candidate each : route.candidates()) {
        String slug = each.offer().provider().value();
        Usd cap = policy.maxCost();
        assertThat(policy.ignore()).doesNotContain(slug);
        assertThat(policy.rulesOrNone().deny()).doesNotContain(slug);
        assertThat(policy.only().isEmpty() || policy.only().contains(slug)).isTrue();
        assertThat(world.now().reachable()).contains(each.offer().provider());
        assertThat(cap == null || each.quote().worst().compareTo(cap) <= 0).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameInputGivesTheSameRouteInWhateverOrderItComes(Sort sort) {
    for (int round = 0; round < ROUNDS; round++) {
      World world = world(sort);
      List<Offer> shuffled = new ArrayList<>(world.offers());
      Collections.shuffle(shuffled, random);

      assertThat(route(world)).isEqualTo(route(world));
      assertThat(route(new World(shuffled, world.policy(), world.now())).candidates())
          .isEqualTo(route(world).candidates());
    }
  }

  @Test
  void amongEqualPricesTheHealthierComesFirst() {
    List<Offer> offers = List.of(Offers.at("a", 40), Offers.at("b", 40.3), Offers.at("c", 40.5));
    Route route = router.route(Offers.SPEC, offers, CHEAPEST, now(offers, 20, 1));

    assertThat(slugs(route)).containsExactly("b", "a", "c");
  }

  private static Circumstances now(List<Offer> offers, int failures, long seed) {
    return new Circumstances(
        Offers.providers(offers), true, snapshot(offers, Map.of(), failures), seed, null, null);
  }

  private static List<String> slugs(Route route) {
    return route.candidates().stream().map(each -> each.offer().provider().value()).toList();
  }

  @Test
  void whoIsOpenComesLastAndIsNotOut() {
    List<Offer> offers = List.of(Offers.at("a", 40), Offers.at("b", 60));
    HealthSnapshot open = snapshot(offers, Map.of(offers.getFirst(), Position.OPEN), 0);
    Route route =
        router.route(
            Offers.SPEC,
            offers,
            CHEAPEST,
            new Circumstances(Offers.providers(offers), true, open, 1, null, null));

    assertThat(slugs(route)).containsExactly("b", "a");
    assertThat(route.exclusions()).isEmpty();
  }

  @Test
  void anOfferTakesPartInItsShareOfTheRequests() {
    List<Offer> offers = List.of(Offers.at("a", 40, 0.25, DataPolicy.UNTOLD), Offers.at("b", 60));
    int first = 0;
    for (int round = 0; round < 2_000; round++) {
      Circumstances now =
          new Circumstances(Offers.providers(offers), true, HealthSnapshot.NONE, round, null, null);
      Route route = router.route(Offers.SPEC, offers, CHEAPEST, now);
      assertThat(route.candidates()).hasSize(2);
      first += slugs(route).getFirst().equals("a") ? 1 : 0;
    }

    assertThat(first).isBetween(400, 600);
  }

  @Test
  void whoIsHealthyIsChosenAndWhoIsNotIsTriedNowAndThen() {
    List<Offer> offers = List.of(Offers.at("a", 40), Offers.at("b", 60), Offers.at("c", 60));
    HealthSnapshot health = snapshot(offers, Map.of(), 20);
    Map<String, Integer> chosen = new HashMap<>();
    for (int round = 0; round < 3_000; round++) {
      Circumstances now =
          new Circumstances(Offers.providers(offers), true, health, round, null, null);
      Route route = router.route(Offers.SPEC, offers, Offers.sorted(Sort.HEALTH), now);
      chosen.merge(slugs(route).getFirst(), 1, Integer::sum);
    }

    assertThat(chosen.getOrDefault("a", 0)).isBetween(20, 120);
    assertThat(chosen.getOrDefault("b", 0)).isBetween(1_300, 1_650);
  }

  @Test
  void whatIsNotPromisedOfTheDataIsNotPermitted() {
    DataPolicy kept = new DataPolicy("eu", 30, false);
    List<Offer> offers = List.of(Offers.at("told", 60, 1, kept), Offers.at("untold", 40));

    assertThat(permitted(offers, new Rules(List.of(), List.of(), List.of("eu"), null, false)))
        .containsExactly("told");
    assertThat(permitted(offers, new Rules(List.of(), List.of(), List.of("us"), null, false)))
        .isEmpty();
    assertThat(permitted(offers, new Rules(List.of(), List.of(), List.of(), 29, false))).isEmpty();
    assertThat(permitted(offers, new Rules(List.of(), List.of(), List.of(), 30, false)))
        .containsExactly("told");
    assertThat(permitted(offers, new Rules(List.of(), List.of(), List.of(), null, true)))
        .containsExactly("told");
    assertThat(permitted(offers, new Rules(List.of("untold"), List.of(), List.of(), null, false)))
        .containsExactly("untold");
  }

  private List<String> permitted(List<Offer> offers, Rules rules) {
    RoutingPolicy policy =
        new RoutingPolicy(
            List.of(), List.of(), List.of(), true, Sort.PRICE, false, null, null, rules);
    return slugs(
        router.route(Offers.SPEC, offers, policy, Circumstances.fair(Offers.providers(offers))));
  }

  @Test
  void theBalancedSortWeighsAllThree() {
    List<Offer> offers = List.of(Offers.at("a", 40), Offers.at("b", 42));
    Route sick =
        router.route(Offers.SPEC, offers, Offers.sorted(Sort.BALANCED), now(offers, 20, 1));
    Route well = router.route(Offers.SPEC, offers, Offers.sorted(Sort.BALANCED), now(offers, 0, 1));

    assertThat(slugs(sick)).containsExactly("b", "a");
    assertThat(slugs(well)).containsExactly("a", "b");
    assertThat(well.weights()).containsOnlyKeys("price", "health", "speed");
    assertThat(well.candidates().getFirst().prospect().points()).isEqualTo(1.0);
  }
}
