package io.reelgate.sandbox.wavespeed;

import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.API;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.quick;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@SandboxTest
@TestPropertySource(
    properties = {
      "reelgate.sandbox.balance-usd=1",
      "reelgate.sandbox.submit-latency=150ms",
      "reelgate.sandbox.wavespeed.empty-account-status=403",
      "reelgate.sandbox.wavespeed.deleted-answers404=false",
      "reelgate.sandbox.wavespeed.delete-stops=true",
      "reelgate.sandbox.wavespeed.validate-late=true"
    })
class WaveSpeedSettingsTests {
  private final SandboxClient client;
  private final WaveSpeedFixture wave;

  WaveSpeedSettingsTests(@LocalServerPort int port) {
    client = new SandboxClient(port);
    wave = new WaveSpeedFixture(client);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  @Test
  void emptyAccountRefusesWithTheConfiguredStatus() throws Exception {
    Reply reply = wave.submit("{\"prompt\":\"p\",\"resolution\":\"4k\"}");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.json().get("message").asString()).contains("Insufficient credits");
    assertThat(wave.balance()).isEqualTo(1);
  }

  @Test
  void deletingARunningTaskStopsItAndReturnsHalf() throws Exception {
    String id = wave.submit(text("[sandbox: stuck]")).field("id");
    assertThat(wave.balance()).isCloseTo(0.76, within(1e-9));
    assertThat(client.delete(API + "predictions/" + id).status()).isEqualTo(200);
    assertThat(wave.balance()).isCloseTo(0.88, within(1e-9));
    assertThat(wave.poll(id).field("status")).isEqualTo("deleted");
  }

  @Test
  void deletedTaskSaysSo() throws Exception {
    String id = wave.submit(quick("")).field("id");
    wave.post("predictions/delete", "{\"ids\":[\"" + id + "\"]}").data();
    JsonNode data = wave.poll(id).data();
    assertThat(data.get("status").asString()).isEqualTo("deleted");
    assertThat(data.get("outputs").size()).isZero();
  }

  @Test
  void badParameterFailsTheTaskLater() throws Exception {
    String id = wave.submit("{\"prompt\":\"p\",\"duration\":99}").field("id");
    JsonNode data = wave.ended(id);
    assertThat(data.get("status").asString()).isEqualTo("failed");
    assertThat(data.get("code").intValue()).isEqualTo(1401);
    assertThat(wave.balance()).isEqualTo(1);
  }

  @Test
  void submitAnswersNotBeforeItsLatency() throws Exception {
    long start = System.nanoTime();
    wave.submit(text("a cat")).data();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(150));
  }
}
