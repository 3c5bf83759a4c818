package io.reelgate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.routing.RoutingPolicy.Sort;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three providers, of which the first and cheapest begins to fail half-way, becomes slow, dies and
/// comes back.
class SimulationTests {
  private static final int WELL = 30;
  private static final int FAILING = 3;
  private static final int SLOW = 3;
  private static final int DEAD = 4;
  private static final int BACK = WELL + FAILING + SLOW + DEAD;
  private static final int AFTER = 20;

  private static Simulation played(Sort sort, long seed) {
    Simulation simulation = new Simulation(sort, seed);
    simulation.run(Duration.ofMinutes(WELL));
    simulation.one().errors(0.3);
    simulation.run(Duration.ofMinutes(FAILING));
    simulation.one().slower(Duration.ofSeconds(20));
    simulation.run(Duration.ofMinutes(SLOW));
    simulation.one().die();
    simulation.run(Duration.ofMinutes(DEAD));
    simulation.one().recover();
    simulation.run(Duration.ofMinutes(AFTER));
    return simulation;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whoWantsThePricePaysLittleMoreThanWhoKnowsTheTruth(long seed) {
    Simulation simulation = played(Sort.PRICE, seed);

    assertThat(simulation.paidOverOracle()).isBetween(1.0, 1.02);
    assertThat(simulation.lost()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 4, 5})
  void whoWantsHealthLeavesWithinAMinuteAndIsBackWithinEight(long seed) {
    Simulation simulation = played(Sort.HEALTH, seed);
    double before = average(simulation, WELL - 5, WELL);

    assertThat(before).isBetween(0.25, 0.42);
    assertThat(average(simulation, WELL + 1, WELL + 3)).isLessThan(before / 10);
    assertThat(average(simulation, BACK + 7, BACK + 9)).isGreaterThan(before * 0.8);
    assertThat(flaps(simulation, before)).isEqualTo(2);
    assertThat(simulation.lost()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 4, 5})
  void whoIsDeadIsTriedOnceInAnInterval(long seed) {
    SimulatedProvider one = played(Sort.HEALTH, seed).one();

    assertThat(one.openings()).isPositive();
    assertThat(one.deadProbes()).isLessThanOrEqualTo(one.openings());
    assertThat(one.mostAtOnceWhileHalfOpen()).isLessThanOrEqualTo(1);
  }

  private static double average(Simulation simulation, int from, int to) {
    return IntStream.range(from, to).mapToDouble(simulation::shareOfOne).average().orElseThrow();
  }

  /// How often it went from having its share to having next to none, or back.
  private static int flaps(Simulation simulation, double fair) {
    int flaps = 0;
    boolean away = false;
    for (int minute = 0; minute < BACK + AFTER; minute++) {
      double share = simulation.shareOfOne(minute);
      if (away ? share > fair * 0.6 : share < fair * 0.3) {
        away = !away;
        flaps++;
      }
    }
    return flaps;
  }
}
