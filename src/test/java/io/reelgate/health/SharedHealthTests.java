package io.reelgate.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One replica works and sees its provider fail; another one only answers.
@IdleGatewayTest
@TestPropertySource(
    properties = {
      "reelgate.health.refresh=100ms",
      "reelgate.health.exchange=100ms",
      "reelgate.health.ignored-after=2s"
    })
class SharedHealthTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int VIDEOS = 8;
  private static final String BODY =
      "{\"prompt\":\"Lantern %d [sandbox: fail=internal]\",\"provider\":{\"only\":[\"wavespeed\"]}}";

  @Autowired private TestGateway gateway;
  @Autowired private Environment environment;
  @Autowired private JdbcClient jdbc;

  @Test
  void whatOneReplicaSawLowersTheScoreThatTheOtherShowsUntilItIsOld() {
    TestClient caller = gateway.newTenant();
    assertThat(estimated(caller)).isEqualTo(1);
    for (int number = 0; number < VIDEOS; number++) {
      gateway.accepted(caller, BODY.formatted(number));
    }

    try (Replica worker = worker()) {
      JsonNode shown =
          await()
              .atMost(PATIENCE)
              .until(() -> offer(gateway), each -> each.path("failed").asLong() == VIDEOS);
      assertThat(shown.required("orders").asLong()).isEqualTo(VIDEOS);
      assertThat(shown.required("last_failure").asString()).isEqualTo("provider_error");
      JsonNode own = offer(worker.gateway());
      assertThat(own.required("failed")).isEqualTo(shown.required("failed"));
    }
    await().atMost(PATIENCE).until(() -> estimated(caller) < 0.2);

    jdbc.sql("alter table provider_health rename to provider_health_away").update();
    await().atMost(PATIENCE).until(() -> estimated(caller) == 1);
    jdbc.sql("alter table provider_health_away rename to provider_health").update();
    await().atMost(PATIENCE).until(() -> estimated(caller) < 0.2);
  }

  private Replica worker() {
    return Replica.start(
        environment.getRequiredProperty("spring.datasource.url"),
        "api,submit,poll",
        "reelgate.health.refresh=100ms",
        "reelgate.health.exchange=100ms",
        "reelgate.sandbox.base-url=http://127.0.0.1:" + gateway.port() + "/sandbox");
  }

  /// The score in what the answering replica would do with the next video.
  private static double estimated(TestClient caller) {
    JsonNode routes =
        caller.post("/v1/videos/estimate", BODY.formatted(0)).json().required("routes");
    for (JsonNode each : routes) {
      if (each.required("provider").asString().equals("wavespeed")) {
        return each.required("health").required("score").asDouble();
      }
    }
    throw new IllegalStateException(routes.toString());
  }

  private static JsonNode offer(TestGateway replica) {
    for (JsonNode each : replica.admin().get("/v1/admin/health").json().required("data")) {
      boolean wanted =
          each.required("provider").asString().equals("wavespeed")
              && each.required("account").asString().equals("sandbox");
      if (wanted && !each.required("offers").isEmpty()) {
        return each.required("offers").required(0);
      }
    }
    return MissingNode.getInstance();
  }
}
