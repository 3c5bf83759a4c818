package io.reelgate.provider.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveLimitTests {
  private static void accepted(LiveLimit limit, int times) {
    IntStream.range(0, times).forEach(_ -> limit.accepted());
  }

  @Test
  void aThirdLessAfterTooMany() {
    var limit = new LiveLimit(4, 100);

    limit.tooMany(System.nanoTime(), 50);

    assertThat(limit.limit()).isEqualTo(35);
  }

  @Test
  void withoutABoundItIsCutFromWhatIsInFlight() {
    var limit = new LiveLimit(4, 0);

    limit.tooMany(System.nanoTime(), 20);

    assertThat(limit.limit()).isEqualTo(14);
  }

  @Test
  void ordersUnderWayTogetherAreRefusedOnce() {
    var limit = new LiveLimit(4, 100);
    long sent = System.nanoTime();

    limit.tooMany(sent, 100);
    limit.tooMany(sent, 100);
    assertThat(limit.limit()).isEqualTo(70);

    limit.tooMany(System.nanoTime(), 100);
    assertThat(limit.limit()).isEqualTo(49);
  }

  @Test
  void oneMoreAfterAFullRound() {
    var limit = new LiveLimit(2, 100);
    limit.tooMany(System.nanoTime(), 10);

    accepted(limit, 6);
    assertThat(limit.limit()).isEqualTo(7);
    accepted(limit, 1);
    assertThat(limit.limit()).isEqualTo(8);
    accepted(limit, 7);
    assertThat(limit.limit()).isEqualTo(8);
  }

  @Test
  void itStaysWithinItsBounds() {
    var limit = new LiveLimit(4, 6);
    IntStream.range(0, 9).forEach(_ -> limit.tooMany(System.nanoTime(), 1));
    assertThat(limit.limit()).isEqualTo(4);

    accepted(limit, 100);
    assertThat(limit.limit()).isEqualTo(6);
  }
}
