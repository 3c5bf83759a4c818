package io.reelgate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.Offer;
import io.reelgate.health.CountedStore;
import io.reelgate.health.HealthBoard;
import io.reelgate.health.HealthProperties;
import io.reelgate.health.HealthSnapshot;
import io.reelgate.health.Measured;
import io.reelgate.health.Outcome;
import io.reelgate.routing.Exclusion.Reason;
import io.reelgate.routing.RoutingPolicy.Sort;
import io.reelgate.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Routes by measured times.
class MeasuredTimeTests {
  private static final RoutingPolicy CHEAPEST = Offers.sorted(Sort.PRICE);

  private final Router router = new Router(RoutingProperties.USUAL);

  @Test
  void measuredTimesDecideWhoIsQuickAndWhoMakesTheDeadline() {
    List<Offer> offers = List.of(Offers.at("quick", 60), Offers.at("slow", 40));
    HealthSnapshot health = timed(offers);
    Circumstances now =
        new Circumstances(Offers.providers(offers), true, health, 1, Duration.ofSeconds(60), null);

    assertThat(slugs(router.route(Offers.SPEC, offers, CHEAPEST, now.unhurried())))
        .containsExactly("slow", "quick");
    for (Sort sort : List.of(Sort.LATENCY, Sort.THROUGHPUT)) {
      assertThat(slugs(router.route(Offers.SPEC, offers, Offers.sorted(sort), now.unhurried())))
          .containsExactly("quick", "slow");
    }
    Route hurried = router.route(Offers.SPEC, offers, CHEAPEST, now);
    assertThat(slugs(hurried)).containsExactly("quick");
    assertThat(hurried.exclusions()).extracting(Exclusion::reason).containsExactly(Reason.DEADLINE);
  }

  /// What half of the videos keep is not what nine of ten do, and being accepted takes its time,
  /// too: here 10 s, and then 20 s or, four times of ten, 100 s.
  @ParameterizedTest
  @CsvSource({"60, false", "110, false", "120, true"})
  void aDeadlineIsForNineOfTenVideosFromTheirOrderOn(long seconds, boolean permitted) {
    Offer offer = Offers.at("mixed", 60);
    HealthBoard board = board(List.of(offer));
    for (int number = 0; number < 10; number++) {
      record(board, offer, new Outcome.Accepted(Duration.ofSeconds(10)));
      record(board, offer, new Outcome.Finished(Duration.ofSeconds(number < 6 ? 20 : 100)));
    }
    board.beat();
    Circumstances now =
        new Circumstances(
            Offers.providers(List.of(offer)),
            true,
            board.snapshot(),
            1,
            Duration.ofSeconds(seconds),
            null);

    assertThat(slugs(router.route(Offers.SPEC, List.of(offer), CHEAPEST, now)))
        .isEqualTo(permitted ? List.of("mixed") : List.of());
  }

  /// One takes 20 s, the other 100 s.
  private static HealthSnapshot timed(List<Offer> offers) {
    HealthBoard board = board(offers);
    for (Offer each : offers) {
      Duration took = Duration.ofSeconds(each.provider().value().equals("quick") ? 20 : 100);
      for (int number = 0; number < 10; number++) {
        record(board, each, new Outcome.Finished(took));
      }
    }
    board.beat();
    return board.snapshot();
  }

  private static HealthBoard board(List<Offer> offers) {
    TestClock clock = new TestClock();
    return new HealthBoard(
        new CountedStore(clock),
        List::of,
        () -> Offers.catalog(offers),
        HealthProperties.USUAL,
        clock);
  }

  private static void record(HealthBoard board, Offer offer, Outcome outcome) {
    board.record(Measured.of(offer.provider(), "default", Offers.SPEC), outcome);
  }

  private static List<String> slugs(Route route) {
    return route.candidates().stream().map(each -> each.offer().provider().value()).toList();
  }
}
