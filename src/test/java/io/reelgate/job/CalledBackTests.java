package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.database.Sql;
import io.reelgate.testing.FreePort;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.testing.TestPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A gateway that the simulators can call back, and that asks nobody by itself.
class CalledBackTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void lostOrdersAreAdoptedByTheirCallbacksAndPaidOnce() throws IOException {
    try (Replica replica = replica(FreePort.find())) {
      TestGateway gateway = replica.gateway();
      TestClient caller = gateway.newTenant();
      List<String> lost =
          IntStream.range(0, 6)
              .mapToObj(number ->
                  post(gateway, caller, number % 2 == 0 ? "wavespeed" : "runware", number))
              .toList();

      for (String id : lost) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(caller.get("/v1/videos/" + id).text("status")).isEqualTo("completed"));
      }

      assertThat(
              Sql.list(
                  replica
                      .jdbc()
                      .sql("select detail from event where type = 'generating'")
                      .query(String.class)))
          .hasSize(6)
          .containsOnly("callback");
      JsonNode counts = gateway.sandboxCounts();
      assertThat(counts.required("accepted").asInt()).isEqualTo(6);
      assertThat(counts.required("paid_again").asInt()).isZero();
    }
  }

  /// The first question is answered with an error, and there is no second one for an hour.
  private static String post(TestGateway gateway, TestClient caller, String provider, int number) {
    return gateway.accepted(
        caller,
        "{\"prompt\":\"Call %d [sandbox: submit=lost-answer poll=500 delay=2s]\",\"seconds\":5,\"provider\":{\"only\":[\"%s\"]}}"
            .formatted(number, provider));
  }

  private static Replica replica(int port) {
    return Replica.start(
        TestPostgres.newDatabase(),
        "api,submit,poll,sandbox",
        "server.port=" + port,
        "reelgate.public-base-url=http://127.0.0.1:" + port,
        "reelgate.reconcile.schedule=1h");
  }
}
