package io.reelgate.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.file.Catalogs;
import io.reelgate.health.HealthSnapshot.Run;
import io.reelgate.health.Tally.Count;
import io.reelgate.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Two replicas' boards over one fleet's counters.
class HealthBoardTests {
  private static final Offset<Double> NEARLY = within(1e-6);
  private static final Catalog CATALOG = Catalogs.shipped();
  private static final Offer OFFER = CATALOG.offers(CATALOG.defaultModel().id()).getFirst();
  private static final HealthKey KEY =
      new HealthKey(OFFER.provider(), "default", OFFER.id().model(), Operation.TEXT_TO_VIDEO);
  private static final Measured WHAT = new Measured(KEY, "720p", 5);
  private static final Run RUN = new Run(true, OFFER.id(), Operation.TEXT_TO_VIDEO);

  private final TestClock clock = new TestClock();
  private final CountedStore store = new CountedStore(clock);
  private final HealthBoard one = board();
  private final HealthBoard other = board();

  private HealthBoard board() {
    var standing = new Standing(OFFER.provider(), "default", Position.CLOSED, null, false, 0);
    return new HealthBoard(
        store, () -> List.of(standing), () -> CATALOG, HealthProperties.USUAL, clock);
  }

  private void fail(HealthBoard board, int times) {
    IntStream.range(0, times).forEach(_ -> board.record(WHAT, new Outcome.Failed("TIMEOUT")));
  }

  private void pass(int seconds) {
    clock.pass(Duration.ofSeconds(seconds));
  }

  private static OfferHealth health(HealthBoard board) {
    return board.snapshot().of(RUN);
  }

  /// Ten failures in the present minute: usually (0 + 10) / (10 + 10) = 0.5, lately (0 + 10 x 0.5)
  /// / (10 + 10) = 0.25, and 0.25² x (0.6 + 0.25 + 0.15) = 0.0625.
  @Test
  void whatOneSawLowersTheScoreThatTheOtherShows() {
    other.beat();
    assertThat(health(other).score()).isCloseTo(1, NEARLY);
    fail(one, 10);
    one.beat();
    assertThat(health(other).score()).isCloseTo(1, NEARLY);
    // what is about a day is read with every twelfth exchange
    IntStream.range(0, 12)
        .forEach(_ -> {
          pass(5);
          one.beat();
          other.beat();
        });

    OfferHealth shown = health(other);
    assertThat(shown.usualSuccess()).isCloseTo(0.5, NEARLY);
    assertThat(shown).isEqualTo(health(one));
    // the minute has begun 60 s ago, and its average outcome is 30 s old: 10 x 2^-0.1 = 9.330330
    assertThat(shown.calls()).isCloseTo(9.330330, NEARLY);
    // (10 x 0.5) / (9.330330 + 10) = 0.258661, squared 0.066905
    assertThat(shown.success()).isCloseTo(0.258661, NEARLY);
    assertThat(shown.score()).isCloseTo(0.066905, NEARLY);
  }

  /// A minute that began five and a half minutes ago.
  @Test
  void afterFiveMinutesAnOutcomeCountsHalf() {
    fail(one, 8);
    one.beat();
    pass(330);
    one.beat();

    assertThat(health(one).calls()).isCloseTo(4, NEARLY);
  }

  @Test
  void adviceThatIsThirtySecondsOldIsIgnored() {
    fail(one, 10);
    one.beat();
    assertThat(health(one).score()).isLessThan(0.1);
    store.broken(true);
    pass(29);
    assertThatThrownBy(one::beat).isInstanceOf(IllegalStateException.class);
    assertThat(health(one).score()).isLessThan(0.1);
    pass(1);
    assertThatThrownBy(one::beat).isInstanceOf(IllegalStateException.class);
    assertThat(health(one)).isEqualTo(OfferHealth.UNKNOWN);

    store.broken(false);
    one.beat();
    assertThat(health(one).score()).isLessThan(0.1);
  }

  @Test
  void whatCouldNotBeToldIsToldOnceLater() {
    one.beat();
    fail(one, 3);
    store.broken(true);
    for (int second = 0; second < 10; second += 5) {
      pass(5);
      assertThatThrownBy(one::beat).isInstanceOf(IllegalStateException.class);
    }
    fail(one, 1);
    store.broken(false);
    one.beat();
    pass(5);
    one.beat();

    double failed =
        store.minutes().stream().mapToDouble(each -> each.tally().count(Count.FAILED)).sum();
    assertThat(failed).isEqualTo(4);
  }

  @Test
  void aReplicaThatSawNothingWritesNothing() {
    one.beat();
    pass(5);
    other.beat();

    assertThat(store.minutes()).isEmpty();
  }
}
