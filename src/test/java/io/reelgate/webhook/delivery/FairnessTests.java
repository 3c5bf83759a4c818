package io.reelgate.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayTest;
import io.reelgate.webhook.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Endpoints that hang beside endpoints that do not. What it measures is logged and not judged;
/// what it judges is the order of things.
@GatewayTest
@Import(DeliverySteps.class)
@TestPropertySource(
    properties = {
      "reelgate.webhooks.senders=64",
      "reelgate.targets.answer-timeout=100s",
      "reelgate.targets.total-timeout=101s",
      "reelgate.webhooks.lease=120s"
    })
class FairnessTests {
  private static final Logger LOG = LoggerFactory.getLogger(FairnessTests.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final int HEALTHY = 45;
  private static final int HANGING = 5;
  private static final int EACH = 8;

  @Autowired private DeliverySteps steps;
  @Autowired private JdbcClient jdbc;
  private final Receiver healthy = Receiver.start();
  private final Receiver hanging = Receiver.start();

  @AfterEach
  void close() {
    hanging.close();
    healthy.close();
    steps.forgetAllWithin(PATIENCE);
  }

  @Test
  void whoHangsHoldsUpNobodyElse() {
    hanging.behave((request, out) -> hanging.hang());
    String base = round("alone");
    String bad = steps.tenant("hangs " + NUMBERS.incrementAndGet());
    for (int i = 0; i < HANGING; i++) {
      steps.deliveries(bad, steps.endpoint(bad, hanging.url() + "/" + i), 200);
    }
    await().atMost(PATIENCE).until(() -> hanging.requests().size() >= 4 * HANGING);

    String beside = round("beside");

    assertThat(steps.count("delivery", "state = 'SENDING' and tenant_id = '" + bad + "'"))
        .as("they hang all the while, each in its own four places")
        .isEqualTo(4 * HANGING);
    assertThat(hanging.requests()).hasSize(4 * HANGING);
    LOG.info(
        "first tries, p95 of {}: alone {} ms, beside {} that hang {} ms",
        HEALTHY * EACH,
        p95(base),
        HANGING,
        p95(beside));
  }

  /// All of it arrives while the others still hang.
  private String round(String name) {
    String tenant = steps.tenant(name + " " + NUMBERS.incrementAndGet());
    List<String> endpoints =
        Stream.iterate(0, i -> i + 1)
            .limit(HEALTHY)
            .map(i -> steps.endpoint(tenant, healthy.url() + "/" + i))
            .toList();
    for (int i = 0; i < EACH; i++) {
      endpoints.forEach(each -> steps.deliveries(tenant, each, 1));
    }
    steps.delivered(tenant, HEALTHY * EACH, PATIENCE);
    return tenant;
  }

  @Test
  void aBurstForOneReceiverArrives() {
    String tenant = steps.tenant("burst " + NUMBERS.incrementAndGet());
    steps.deliveries(tenant, steps.endpoint(tenant, healthy.url()), 200);

    await().atMost(PATIENCE).until(() -> steps.count("delivery", "state = 'DELIVERED'") == 200);

    assertThat(healthy.requests().stream().map(Receiver.Request::id).distinct()).hasSize(200);
    assertThat(healthy.requests()).hasSize(200);
    assertThat(steps.count("delivery_attempt", "number = 1 and outcome = 'delivered'"))
        .isEqualTo(200);
    LOG.info("first tries, p95 of a burst of 200 for one receiver: {} ms", p95(tenant));
  }

  private long p95(String tenant) {
    return jdbc.sql(
            """
            select round(1000 * extract(epoch from
              percentile_cont(0.95) within group (order by a.started_at - d.created_at)))
            from delivery d join delivery_attempt a on a.delivery_id = d.id and a.number = 1
            where d.tenant_id = :tenant
            """)
        .param("tenant", tenant)
        .query(Long.class)
        .single();
  }
}
