package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How often the same videos are asked about, with callbacks and without.
class CalledPollsTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// WaveSpeed's simulator signs its callbacks with a secret that the gateway asks it for.
  @Test
  void callbacksSparePollsAndVideosEndAllTheSame() throws IOException {
    assertThat(polls(false, "wavespeed")).as("nobody calls").isGreaterThanOrEqualTo(10);
    assertThat(polls(true, "wavespeed")).as("signed calls").isBetween(2, 6);
    assertThat(polls(true, "runware")).as("calls without a signature").isBetween(2, 6);
  }

  /// Polls of the last of three videos.
  private static int polls(boolean callbacks, String provider) throws IOException {
    int port = freePort();
    try (Replica replica = replica(port, callbacks)) {
      TestGateway gateway = replica.gateway();
      TestClient caller = gateway.newTenant();
      complete(gateway, caller, provider);
      complete(gateway, caller, provider);
      int before = asked(gateway, provider);
      complete(gateway, caller, provider);
      return asked(gateway, provider) - before;
    }
  }

  private static int asked(TestGateway gateway, String provider) {
    return gateway
        .sandboxCounts()
        .required("providers")
        .required(provider)
        .required("polls")
        .asInt();
  }

  private static void complete(TestGateway gateway, TestClient caller, String provider) {
    String id =
        gateway.accepted(
            caller,
            "{\"prompt\":\"A call [sandbox: delay=4s]\",\"seconds\":5,\"provider\":{\"only\":[\"%s\"]}}"
                .formatted(provider));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(caller.get("/v1/videos/" + id).text("status")).isEqualTo("completed"));
  }

  private static Replica replica(int port, boolean callbacks) {
    return Replica.start(
        TestPostgres.newDatabase(),
        "api,submit,poll,sandbox",
        "server.port=" + port,
        "reelgate.public-base-url=http://127.0.0.1:" + port,
        "reelgate.callbacks.enabled=" + callbacks,
        "reelgate.jobs.poll-first=250ms",
        "reelgate.jobs.poll-longest=250ms",
        "reelgate.jobs.slower-after=1",
        "reelgate.jobs.slower-times=8");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
