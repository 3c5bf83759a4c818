package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.FreePort;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.testing.TestPostgres;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// How often the same videos are asked about, with callbacks and without.
class CalledPollsTests {
  private static final List<String> PROVIDERS = List.of("wavespeed", "runware");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// WaveSpeed's simulator signs its callbacks with a secret that the gateway asks it for. A task
  /// is asked about every two seconds, and every sixteen once the first one was announced.
  @Test
  void callbacksSparePollsAndVideosEndAllTheSame() {
    eventually(
        false,
        (provider, polls) ->
            assertThat(polls).as("%s does not call", provider).isGreaterThanOrEqualTo(4));
    eventually(
        true, (provider, polls) -> assertThat(polls).as("%s calls", provider).isBetween(2, 3));
  }

  /// A machine that stands still may lose a poll, or poll just before the first call.
  private static void eventually(boolean callbacks, BiConsumer<String, Integer> expected) {
    assertThat(List.of("once", "again", "for the last time"))
        .anySatisfy(_ -> assertThat(polls(callbacks)).allSatisfy(expected));
  }

  /// Polls of each provider's second video.
  private static Map<String, Integer> polls(boolean callbacks) {
    int port = FreePort.find();
    try (Replica replica = replica(port, callbacks)) {
      TestGateway gateway = replica.gateway();
      complete(gateway, 3);
      Map<String, Integer> before = asked(gateway);
      complete(gateway, 7);
      Map<String, Integer> after = asked(gateway);
      after.replaceAll((provider, polls) -> polls - before.getOrDefault(provider, 0));
      return after;
    }
  }

  private static Map<String, Integer> asked(TestGateway gateway) {
    Map<String, Integer> polls = new HashMap<>();
    for (JsonNode each : gateway.sandboxCounts().required("providers")) {
      String name = each.required("provider").asString();
      if (PROVIDERS.contains(name)) {
        polls.put(name, each.required("polls").asInt());
      }
    }
    assertThat(polls).hasSameSizeAs(PROVIDERS);
    return polls;
  }

  private static void complete(TestGateway gateway, int seconds) {
    TestClient caller = gateway.newTenant();
    List<String> ids =
        PROVIDERS.stream()
            .map(provider ->
                gateway.accepted(
                    caller,
                    "{\"prompt\":\"A call [sandbox: delay=%ds]\",\"seconds\":5,\"provider\":{\"only\":[\"%s\"]}}"
                        .formatted(seconds, provider)))
            .toList();
    for (String id : ids) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(caller.get("/v1/videos/" + id).text("status")).isEqualTo("completed"));
    }
  }

  private static Replica replica(int port, boolean callbacks) {
    return Replica.start(
        TestPostgres.newDatabase(),
        "api,submit,poll,sandbox",
        "server.port=" + port,
        "reelgate.public-base-url=http://127.0.0.1:" + port,
        "reelgate.callbacks.enabled=" + callbacks,
        "reelgate.jobs.poll-first=2s",
        "reelgate.jobs.poll-longest=2s",
        "reelgate.jobs.slower-after=1",
        "reelgate.jobs.slower-times=8");
  }
}
