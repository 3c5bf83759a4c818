package io.reelgate.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.webhook.Endpoints;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// What a sender has in hand when its endpoint is deleted never waits for another try.
@IdleGatewayTest
@Import(DeliverySteps.class)
@TestPropertySource(properties = "reelgate.webhooks.senders=16")
class DeletedEndpointTests {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final String GIVEN_UP =
      "state = 'DEAD' and finished_at is not null and last_error = 'endpoint_deleted'";

  @Autowired private DeliveryClaims claims;
  @Autowired private DeliveryWrites writes;
  @Autowired private Endpoints endpoints;
  @Autowired private DeliveryChores chores;
  @Autowired private DeliverySteps steps;
  @Autowired private JdbcClient jdbc;
  private String endpoint = "";

  @BeforeEach
  void forget() {
    steps.forgetAll();
    String tenant = steps.tenant("deleted endpoints " + NUMBERS.incrementAndGet());
    endpoint = steps.endpoint(tenant);
    steps.deliveries(tenant, endpoint, 1);
  }

  @Test
  void aFailedTryIsTheLast() {
    ClaimedDelivery sending = takenAndDeleted();
    var failed = new Outcome.Failed(503, "status", null, "", Duration.ofHours(1), false, true);
    long now = System.nanoTime();

    var finished =
        writes.finish(new Batch(List.of(), new Tried(sending, failed, now, now), List.of()), 0);

    assertThat(finished.moved()).containsExactly(sending.id());
    assertThat(steps.count("delivery", GIVEN_UP + " and tries = 1 and last_status = 503"))
        .isEqualTo(1);
    assertThat(steps.count("delivery_attempt", "outcome = 'failed' and error = 'status'"))
        .isEqualTo(1);
  }

  @Test
  void whatIsGivenBackUntriedIsGivenUp() {
    ClaimedDelivery sending = takenAndDeleted();

    writes.giveBack(List.of(sending));

    assertThat(steps.count("delivery", GIVEN_UP + " and tries = 0")).isEqualTo(1);
    assertThat(steps.count("delivery_attempt", "true")).isZero();
  }

  @Test
  void whatItsSenderLostIsGivenUp() {
    takenAndDeleted();
    steps.passes(Duration.ofSeconds(31));

    assertThat(writes.freeLapsed(10)).isEqualTo(1);

    assertThat(steps.count("delivery", GIVEN_UP)).isEqualTo(1);
    assertThat(steps.count("delivery_attempt", "outcome = 'lapsed'")).isEqualTo(1);
  }

  /// An event or a replay that did not see the deletion, which did not see it.
  @Test
  void whatWasPutInLineMeanwhileIsGivenUpInTheEnd() {
    takenAndDeleted();
    jdbc.sql("update delivery set state = 'PENDING', worker = null, lease_until = null").update();
    jdbc.sql("update chore set next_at = now() where name = 'trim-deliveries'").update();

    chores.trim();

    assertThat(steps.count("delivery", GIVEN_UP)).isEqualTo(1);
  }

  private ClaimedDelivery takenAndDeleted() {
    ClaimedDelivery taken = claims.claim(1, 4).getFirst();
    endpoints.delete(taken.tenant(), Objects.requireNonNull(taken.endpoint()));
    assertThat(steps.count("delivery", "state = 'SENDING'")).isEqualTo(1);
    return taken;
  }
}
