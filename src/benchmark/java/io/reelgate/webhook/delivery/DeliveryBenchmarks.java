package io.reelgate.webhook.delivery;

import static org.awaitility.Awaitility.await;

import io.reelgate.Measured;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.webhook.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// How fast events arrive, with a database that keeps what it commits. Receiver, database, sandbox
/// and gateway share the machine. Prints, and judges nothing.
@GatewayTest
@Import(DeliverySteps.class)
@TestPropertySource(
    properties = {
      "reelgate.targets.answer-timeout=25s",
      "reelgate.targets.total-timeout=26s",
      "logging.level.io.reelgate=warn"
    })
class DeliveryBenchmarks {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final int ROUNDS = 5;
  private static final int BURST = 200;
  private static final int ENDPOINTS = Integer.getInteger("benchmark.endpoints", 100);
  private static final int HANGING = 10;
  private static final int EACH = 5;
  private static final int EVENTS_A_SECOND = 100;
  private static final int VIDEOS = 200;
  private static final int VIDEOS_A_SECOND = 20;

  @Autowired private DeliverySteps steps;
  @Autowired private JdbcClient jdbc;
  @Autowired private TestGateway gateway;
  private final Receiver healthy = Receiver.start();
  private final Receiver hanging = Receiver.start();

  @BeforeEach
  void keepWhatIsCommitted() {
    jdbc.sql("alter system set fsync = on").update();
    jdbc.sql("alter system set synchronous_commit = on").update();
    jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
  }

  @AfterEach
  void close() {
    hanging.close();
    healthy.close();
    steps.forgetAllWithin(PATIENCE);
  }

  @Test
  void burst() {
    for (int round = 1; round <= ROUNDS; round++) {
      String tenant = newTenant("burst");
      steps.deliveries(tenant, steps.endpoint(tenant, healthy.url()), BURST);
      steps.delivered(tenant, BURST, PATIENCE);
      Measured.print("burst %d, %d events for one receiver: answered after %s", round, BURST, all(tenant));
    }
  }

  @Test
  void besideEndpointsThatHang() {
    hanging.behave((request, out) -> hanging.hang());
    for (int round = 1; round <= ROUNDS; round++) {
      Measured.print(
          "%d endpoints, none hangs, %d events a second, round %d: first tries %s",
          ENDPOINTS - HANGING, EVENTS_A_SECOND, round, healthyRound());
    }
    for (int i = 0; i < HANGING; i++) {
      String tenant = newTenant("hangs");
      steps.deliveries(tenant, steps.endpoint(tenant, hanging.url() + "/" + i), 200);
    }
    await().atMost(PATIENCE).until(() -> hanging.requests().size() >= HANGING);
    for (int round = 1; round <= ROUNDS; round++) {
      Measured.print(
          "%d endpoints beside %d that hang, %d events a second, round %d: first tries %s",
          ENDPOINTS - HANGING, HANGING, EVENTS_A_SECOND, round, healthyRound());
    }
  }

  private String healthyRound() {
    String tenant = newTenant("healthy");
    List<String> endpoints =
        IntStream.range(0, ENDPOINTS - HANGING)
            .mapToObj(number -> steps.endpoint(tenant, healthy.url() + "/" + number))
            .toList();
    Pace pace = new Pace(EVENTS_A_SECOND);
    for (int i = 0; i < EACH * endpoints.size(); i++) {
      pace.await();
      steps.deliveries(tenant, endpoints.get(i % endpoints.size()), 1);
    }
    steps.delivered(tenant, EACH * endpoints.size(), PATIENCE);
    return firstTries(tenant);
  }

  @Test
  void fromTheLastCommitToTheSend() {
    for (int round = 1; round <= 3; round++) {
      TestClient caller = gateway.newTenant();
      caller.post(
          "/v1/webhook_endpoints",
          "{\"url\":\"%s\",\"event_types\":[\"video.completed\"]}".formatted(healthy.url()));
      Pace pace = new Pace(VIDEOS_A_SECOND);
      for (int i = 0; i < VIDEOS; i++) {
        pace.await();
        gateway.accepted(caller, "{\"prompt\":\"a\"}");
      }
      String tenant = steps.text("select max(tenant_id) from delivery");
      steps.delivered(tenant, VIDEOS, PATIENCE);
      Measured.print(
          "%d videos, %d a second, round %d: from commit to send %s",
          VIDEOS, VIDEOS_A_SECOND, round, firstTries(tenant));
    }
  }

  private String newTenant(String name) {
    return steps.tenant(name + " " + NUMBERS.incrementAndGet());
  }

  private String firstTries(String tenant) {
    return percentiles(tenant, "a.started_at - d.created_at");
  }

  private String all(String tenant) {
    return percentiles(
        tenant, "a.started_at - d.created_at + a.duration_ms * interval '1 millisecond'");
  }

  private String percentiles(String tenant, String time) {
    return jdbc.sql(
            """
            select format('p50 %s ms, p95 %s ms', round(p[1]), round(p[2])) from (
              select percentile_cont(array[0.5, 0.95]) within group (
                order by 1000 * extract(epoch from %TIME%)) as p
              from delivery d join delivery_attempt a on a.delivery_id = d.id and a.number = 1
              where d.tenant_id = :tenant) x
            """
                .replace("%TIME%", time))
        .param("tenant", tenant)
        .query(String.class)
        .single();
  }

  /// Lets its caller go on so often and no more.
  private static final class Pace {
    private final long nanos;
    private long next = System.nanoTime();

    Pace(int aSecond) {
      this.nanos = Duration.ofSeconds(1).dividedBy(aSecond).toNanos();
    }

    void await() {
      next += nanos;
      for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }
}
