package io.reelgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.ProviderId;
import io.reelgate.health.HealthSnapshot.Run;
import io.reelgate.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A lead of 0.05 counts after 30 s.
class LeadsTests {
  private static final Run FIRST = run("first");
  private static final Run SECOND = run("second");

  private final TestClock clock = new TestClock();
  private final Leads leads = new Leads(0.05, Duration.ofSeconds(30));

  private static Run run(String provider) {
    return new Run(
        true, new OfferId(new ProviderId(provider), new ModelId("m")), Operation.TEXT_TO_VIDEO);
  }

  private static OfferHealth scored(double score) {
    return new OfferHealth(score, 1, 1, 1, 1, 9, Position.CLOSED, 1, false, 0);
  }

  /// The first keeps 0.9.
  private void look(double second) {
    look(second, second);
  }

  private void look(double second, double fresh) {
    leads.look(
        Map.of(FIRST, scored(0.9), SECOND, scored(second)),
        Map.of(FIRST, scored(0.9), SECOND, scored(fresh)),
        clock.instant());
  }

  private void pass(int seconds) {
    clock.pass(Duration.ofSeconds(seconds));
  }

  @Test
  void aLeadCountsOnlyAfterItHasLasted() {
    look(0.8);
    assertThat(leads.behind(SECOND)).isFalse();
    pass(29);
    look(0.8);
    assertThat(leads.behind(SECOND)).isFalse();
    pass(1);
    look(0.8);
    assertThat(leads.behind(SECOND)).isTrue();
    assertThat(leads.behind(FIRST)).isFalse();
  }

  @Test
  void aSmallLeadNeverCounts() {
    for (int minute = 0; minute < 5; minute++) {
      look(0.86);
      pass(60);
    }
    assertThat(leads.behind(SECOND)).isFalse();
  }

  @Test
  void aLeadThatEndsInBetweenBeginsAnew() {
    look(0.8);
    pass(29);
    look(0.88);
    pass(1);
    look(0.8);
    assertThat(leads.behind(SECOND)).isFalse();
    pass(29);
    look(0.8);
    assertThat(leads.behind(SECOND)).isFalse();
  }

  /// By what it did very lately, which is forgiven with all that was before.
  @Test
  void whoIsBehindComesBackWhenItHasDoneWellForAWhile() {
    look(0.5);
    pass(30);
    look(0.5);
    assertThat(leads.behind(SECOND)).isTrue();
    look(0.5, 0.9);
    pass(29);
    look(0.5, 0.9);
    assertThat(leads.behind(SECOND)).isTrue();
    pass(1);
    look(0.5, 0.9);

    assertThat(leads.behind(SECOND)).isFalse();
    assertThat(leads.forgiven(SECOND, clock.instant().minusSeconds(1))).isTrue();
    assertThat(leads.forgiven(SECOND, clock.instant())).isFalse();
    assertThat(leads.forgiven(FIRST, clock.instant().minusSeconds(1))).isFalse();
  }
}
