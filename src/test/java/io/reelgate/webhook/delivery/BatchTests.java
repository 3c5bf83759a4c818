package io.reelgate.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.CallbackFormat;
import io.reelgate.tenant.TenantId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTests {
  private static final Outcome.Delivered ARRIVED = new Outcome.Delivered(200, null, "");
  private static final Outcome.Failed LOST =
      new Outcome.Failed(500, "status", null, "", null, false, true);

  @Test
  void whileItGoesWellTheNextHasTwiceAsMany() {
    assertThat(arrived(1, Duration.ofMillis(5)).next(16)).isEqualTo(2);
    assertThat(arrived(4, Duration.ofMillis(5)).next(16)).isEqualTo(8);
  }

  @Test
  void neverMoreThanTheMost() {
    assertThat(arrived(16, Duration.ofMillis(5)).next(16)).isEqualTo(16);
    assertThat(arrived(1, Duration.ofMillis(5)).next(1)).isEqualTo(1);
  }

  @Test
  void aSlowReceiverIsGivenWhatFitsIntoHalfASecond() {
    assertThat(arrived(4, Duration.ofMillis(100)).next(16)).isEqualTo(5);
    assertThat(arrived(4, Duration.ofSeconds(3)).next(16)).isEqualTo(1);
  }

  @Test
  void afterAFailureTheSenderStops() {
    Batch batch = new Batch(List.of(), tried(LOST, Duration.ofMillis(1)), List.of());

    assertThat(batch.next(16)).isZero();
    assertThat(batch.tried()).hasSize(1);
  }

  private static Batch arrived(int number, Duration each) {
    return new Batch(
        Stream.generate(() -> tried(ARRIVED, each)).limit(number).toList(), null, List.of());
  }

  private static Tried tried(Outcome outcome, Duration took) {
    var delivery =
        new ClaimedDelivery(
            "dlv_1",
            1,
            new TenantId("tenant_00000000000000000000000000"),
            null,
            "whe_1",
            "evt_1",
            "video.completed",
            CallbackFormat.STANDARD,
            null,
            "https://a.example.org/",
            "{}",
            "sender",
            1,
            1,
            LocalDate.EPOCH,
            0,
            0,
            0);
    return new Tried(delivery, outcome, 0, took.toNanos());
  }
}
