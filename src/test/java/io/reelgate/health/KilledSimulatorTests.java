package io.reelgate.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.HttpProxy;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The cheapest provider goes away: nobody listens at its address any more.
@IdleGatewayTest
class KilledSimulatorTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int VIDEOS = 6;

  /// Nobody waits for a minute before he asks: ten videos of each took a tenth of a second.
  private static final String QUICK =
      """
      insert into provider_timing (began_at, provider, live, model, operation, resolution, seconds, accepts,
        finishes)
      select date_trunc('hour', now()), provider, true, 'seedance-2.0-mini', 'text_to_video', '720p', 5, '{}',
        array_fill(0, array[20]) || 10
      from unnest(array['runware', 'wavespeed']) as provider
      """;

  @Autowired private TestGateway sandbox;
  @Autowired private Environment environment;
  @Autowired private JdbcClient jdbc;

  @Test
  void whoIsKilledIsSeenAndTheNextVideoTellsWhyItGoesElsewhere() {
    jdbc.sql(QUICK).update();
    HttpProxy runware = HttpProxy.before(sandbox.port());
    try (Replica replica = replica(runware)) {
      TestGateway gateway = replica.gateway();
      TestClient caller = new TestClient(gateway.port(), gateway.newKey("live"));
      await()
          .atMost(PATIENCE)
          .until(
              () -> route(estimate(caller).required("routes")).required("p90_seconds").isNumber());
      assertThat(made(gateway, caller, "before")).containsOnly("runware");
      assertThat(account(gateway).required("breaker").asString()).isEqualTo("closed");

      runware.close();
      assertThat(made(gateway, caller, "after")).containsOnly("wavespeed");

      JsonNode account =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> account(gateway),
                  each ->
                      each.required("breaker").asString().equals("open")
                          && each.at("/offers/0/failed").asLong(0) > 0
                          && each.at("/offers/0/health/score").asDouble(1) == 0);
      JsonNode offer = account.required("offers").required(0);
      assertThat(offer.required("last_failure").asString()).isEqualTo("network");
      JsonNode routes =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> estimate(caller).required("routes"),
                  each -> route(each).path("held").asString("").equals("open"));
      assertThat(routes.required(0).required("provider").asString()).isEqualTo("wavespeed");
      JsonNode held = route(routes);
      assertThat(held.required("health").required("breaker").asString()).isEqualTo("open");
    }
  }

  /// Live accounts, since those have addresses of their own.
  private Replica replica(HttpProxy runware) {
    return Replica.start(
        environment.getRequiredProperty("spring.datasource.url"),
        "api,submit,poll",
        "reelgate.health.refresh=100ms",
        "reelgate.health.exchange=100ms",
        "reelgate.admission.submit.window=20",
        "reelgate.admission.submit.minimum-calls=4",
        "reelgate.admission.submit.open-for=5m",
        account("runware", runware.port()),
        "reelgate.providers.runware.accounts.default.key=a-key-of-the-tests",
        account("wavespeed", sandbox.port()),
        "reelgate.providers.wavespeed.accounts.default.key=a-key-of-the-tests");
  }

  private static String account(String provider, int port) {
    return "reelgate.providers.%1$s.accounts.default.base-url=http://127.0.0.1:%2$d/sandbox/%1$s"
        .formatted(provider, port);
  }

  /// @return who made them
  private static List<String> made(TestGateway gateway, TestClient caller, String name) {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < VIDEOS; number++) {
      ids.add(gateway.accepted(caller, "{\"prompt\":\"A lantern %s %d\"}".formatted(name, number)));
    }
    List<String> makers = new ArrayList<>();
    for (String id : ids) {
      JsonNode video = gateway.finished(caller, id);
      assertThat(video.required("status").asString()).isEqualTo("completed");
      makers.add(video.required("provider").required("slug").asString());
    }
    return makers;
  }

  private static JsonNode estimate(TestClient caller) {
    return caller.post("/v1/videos/estimate", "{\"prompt\":\"A lantern\"}").json();
  }

  private static JsonNode route(JsonNode routes) {
    for (JsonNode each : routes) {
      if (each.required("provider").asString().equals("runware")) {
        return each;
      }
    }
    throw new IllegalStateException(routes.toString());
  }

  private static JsonNode account(TestGateway gateway) {
    for (JsonNode each : gateway.admin().get("/v1/admin/health").json().required("data")) {
      if (each.required("provider").asString().equals("runware")
          && each.required("account").asString().equals("default")) {
        return each;
      }
    }
    throw new IllegalStateException("no account of runware");
  }
}
