package io.reelgate.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.reelgate.testing.Crowd;
import io.reelgate.testing.GatewayProcess;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.webhook.Receiver;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Senders are killed with deliveries open; every event still arrives, byte for byte the same.
@IdleGatewayTest
class DeliveryKillTests {
  private static final int JOBS = Integer.getInteger("webhook.kill.jobs", 80);
  private static final int KILLS = Integer.getInteger("webhook.kill.kills", 1);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;

  @Test
  void killedSendersLoseNoEvent() throws WebhookVerificationException {
    try (Receiver receiver = Receiver.start()) {
      var hangs = new AtomicBoolean(true);
      receiver.behave((request, out) -> {
        if (hangs.get()) {
          receiver.hang();
        } else {
          Receiver.answer(out, 200, "");
        }
      });
      TestClient caller = gateway.newTenant();
      String secret = secretOfNewEndpoint(caller, receiver);
      List<String> ids =
          Crowd.call(
              8, JOBS, number -> gateway.accepted(caller, "{\"prompt\":\"%d\"}".formatted(number)));

      // none of its tries may end by itself
      try (GatewayProcess worker = worker(Duration.ofMinutes(1))) {
        await().atMost(PATIENCE).until(() -> receiver.requests().size() >= 4);
        worker.kill();
      }
      assertThat(count("state = 'SENDING'")).as("killed in the middle").isPositive();
      jdbc.sql("update delivery set lease_until = now() where state = 'SENDING'").update();
      Set<String> cut = ids(receiver);
      hangs.set(false);
      for (int kill = 1; kill <= KILLS; kill++) {
        long part = (long) JOBS * kill / (KILLS + 1);
        try (GatewayProcess worker = worker(Duration.ofSeconds(3))) {
          await().atMost(PATIENCE).until(() -> count("state = 'DELIVERED'") >= part);
          worker.kill();
        }
      }
      try (GatewayProcess worker = worker(Duration.ofSeconds(3))) {
        await().atMost(PATIENCE).until(() -> count("state = 'DELIVERED'") == JOBS);
        worker.terminate();
      }
      everyEventArrived(receiver, ids, secret);
      assertThat(again(receiver)).as("what was cut came again").containsAll(cut);
    }
  }

  private static String secretOfNewEndpoint(TestClient caller, Receiver receiver) {
    return caller
        .post(
            "/v1/webhook_endpoints",
            "{\"url\":\"%s\",\"event_types\":[\"video.completed\"]}".formatted(receiver.url()))
        .text("signing_secret");
  }

  private static void everyEventArrived(Receiver receiver, List<String> ids, String secret)
      throws WebhookVerificationException {
    assertThat(
            receiver.requests().stream().map(Receiver.Request::videoId).collect(Collectors.toSet()))
        .isEqualTo(Set.copyOf(ids));
    Map<String, Set<String>> bodies =
        receiver.requests().stream()
            .collect(
                Collectors.groupingBy(
                    Receiver.Request::id,
                    Collectors.mapping(Receiver.Request::text, Collectors.toSet())));
    assertThat(bodies).hasSize(ids.size());
    assertThat(bodies.values()).as("byte for byte").allMatch(each -> each.size() == 1);
    for (Receiver.Request each : receiver.requests()) {
      new Webhook(secret).verify(each.text(), headers(each));
    }
  }

  private static Set<String> ids(Receiver receiver) {
    return receiver.requests().stream().map(Receiver.Request::id).collect(Collectors.toSet());
  }

  private static Set<String> again(Receiver receiver) {
    return receiver.requests().stream()
        .collect(Collectors.groupingBy(Receiver.Request::id, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(each -> each.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// @param answer how long a receiver may take
  private GatewayProcess worker(Duration answer) {
    return GatewayProcess.start(
        environment.getRequiredProperty("spring.datasource.url"),
        "submit,poll,deliver",
        "reelgate.sandbox.base-url=http://127.0.0.1:" + gateway.port() + "/sandbox",
        "reelgate.providers.wavespeed.http.response-timeout=3s",
        "reelgate.providers.wavespeed.http.submit-total=3s",
        "reelgate.providers.wavespeed.http.poll-total=1s",
        "reelgate.providers.runware.http.response-timeout=3s",
        "reelgate.providers.runware.http.submit-total=3s",
        "reelgate.providers.runware.http.poll-total=1s",
        "reelgate.providers.empiriolabs.http.response-timeout=3s",
        "reelgate.providers.empiriolabs.http.submit-total=3s",
        "reelgate.providers.empiriolabs.http.poll-total=1s",
        "reelgate.reconcile.schedule=500ms,1s",
        "reelgate.admission.unknowns.most=100000",
        "reelgate.admission.unknowns.percent=100",
        "reelgate.jobs.lease=6s",
        "reelgate.jobs.margin=1s",
        "reelgate.jobs.heartbeat=1s",
        "reelgate.jobs.poll-lease=6s",
        "reelgate.jobs.sweep=500ms",
        "reelgate.webhooks.lease=" + answer.plusSeconds(5),
        "reelgate.webhooks.sweep=500ms",
        "reelgate.webhooks.breaker-after=1000",
        "reelgate.targets.answer-timeout=" + answer,
        "reelgate.targets.total-timeout=" + answer.plusSeconds(1));
  }

  private long count(String condition) {
    return jdbc.sql("select count(*) from delivery where " + condition).query(Long.class).single();
  }

  private static HttpHeaders headers(Receiver.Request request) {
    return HttpHeaders.of(
        request.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))),
        (name, value) -> true);
  }
}
