package io.reelgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.ProviderId;
import io.reelgate.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RampsTests {
  private static final ProviderId PROVIDER = new ProviderId("one");
  private static final HealthKey KEY =
      new HealthKey(PROVIDER, "default", new ModelId("m"), Operation.TEXT_TO_VIDEO);

  private final TestClock clock = new TestClock();
  private final Ramps ramps = new Ramps(Duration.ofMinutes(2));

  private static Standing in(Position position) {
    return new Standing(PROVIDER, "default", position, null, false, 0);
  }

  private double share() {
    return ramps.share(in(Position.CLOSED), clock.instant());
  }

  private void look(Position position) {
    ramps.look(List.of(in(position)), clock.instant());
  }

  @Test
  void whoWasNeverClosedToOrdersHasItsWholeShare() {
    look(Position.CLOSED);
    assertThat(share()).isEqualTo(1);
    clock.pass(Duration.ofHours(1));
    look(Position.CLOSED);
    assertThat(share()).isEqualTo(1);
  }

  @Test
  void afterItHasClosedAgainAShareGrowsInStepsOfTwoMinutes() {
    look(Position.CLOSED);
    look(Position.OPEN);
    clock.pass(Duration.ofMinutes(5));
    look(Position.HALF_OPEN);
    clock.pass(Duration.ofMinutes(5));
    look(Position.CLOSED);
    List<Double> shares = new ArrayList<>();
    for (int minute = 0; minute <= 8; minute++) {
      shares.add(share());
      clock.pass(Duration.ofMinutes(1));
      look(Position.CLOSED);
    }

    assertThat(shares).containsExactly(0.1, 0.1, 0.25, 0.25, 0.5, 0.5, 1.0, 1.0, 1.0);
  }

  @Test
  void aStepEndsNoSoonerThanAfterTwoMinutes() {
    look(Position.HALF_OPEN);
    look(Position.CLOSED);
    clock.pass(Duration.ofSeconds(119));
    assertThat(share()).isEqualTo(0.1);
    clock.pass(Duration.ofSeconds(1));
    assertThat(share()).isEqualTo(0.25);
  }

  @Test
  void whatWasBeforeItClosedIsForgotten() {
    look(Position.CLOSED);
    assertThat(ramps.forgotten(KEY, clock.instant().minusSeconds(60))).isFalse();
    look(Position.OPEN);
    clock.pass(Duration.ofMinutes(1));
    assertThat(ramps.forgotten(KEY, clock.instant().minusSeconds(60))).isFalse();
    look(Position.CLOSED);

    assertThat(ramps.forgotten(KEY, clock.instant().minusSeconds(1))).isTrue();
    assertThat(ramps.forgotten(KEY, clock.instant())).isFalse();
  }

  @Test
  void fallingBackBeginsTheRampAnew() {
    look(Position.HALF_OPEN);
    look(Position.CLOSED);
    clock.pass(Duration.ofMinutes(5));
    assertThat(share()).isEqualTo(0.5);
    look(Position.OPEN);
    look(Position.CLOSED);
    assertThat(share()).isEqualTo(0.1);
  }
}
