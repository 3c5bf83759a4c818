package io.reelgate.sandbox.empiriolabs;

import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.API;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.body;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.code;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxOnly.MovableClock;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@SandboxTest
@TestPropertySource(
    properties = {
      "reelgate.sandbox.balance-usd=1",
      "reelgate.sandbox.empiriolabs.requests-per-minute=0",
      "reelgate.sandbox.empiriolabs.accepted-status=200",
      "reelgate.sandbox.empiriolabs.job-life=10s",
      "reelgate.sandbox.empiriolabs.manner=second",
      "reelgate.sandbox.empiriolabs.poll-url=foreign",
      "reelgate.sandbox.empiriolabs.usage-lag=60s",
      "reelgate.sandbox.empiriolabs.usage-names-job=false",
      "reelgate.sandbox.empiriolabs.validate-late=true"
    })
class EmpirioLabsSettingsTests {
  private final SandboxClient client;
  private final EmpirioLabsFixture empirio;
  private final MovableClock clock;

  EmpirioLabsSettingsTests(@LocalServerPort int port, @Autowired MovableClock clock) {
    client = new SandboxClient(port);
    empirio = new EmpirioLabsFixture(client);
    this.clock = clock;
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  @AfterEach
  void setClockRight() {
    clock.move(Duration.ZERO);
  }

  @Test
  void theUncertainPartsOfTheWireAreChosen() throws Exception {
    Reply reply = empirio.submit(quick(""));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("poll_url").asString()).startsWith("https://polls.example.test/");
    String id = reply.json().get("job_id").asString();
    assertThat(empirio.ended(id).get("status").asString()).isEqualTo("succeeded");
    clock.move(Duration.ofSeconds(61));
    JsonNode event = empirio.usage("").get("events").get(0);
    assertThat(event.has("job_id")).isFalse();
    assertThat(empirio.poll(id).status()).isEqualTo(404);
  }

  @Test
  void usageComesLater() throws Exception {
    String id = empirio.submit(quick("")).json().get("job_id").asString();
    empirio.ended(id);
    assertThat(empirio.usage("").get("events").size()).isZero();
    clock.move(Duration.ofSeconds(61));
    assertThat(empirio.usage("").get("events").size()).isEqualTo(1);
  }

  @Test
  void aBadParameterFailsTheTaskLater() throws Exception {
    String id =
        empirio
            .submit(body("[sandbox: delay=0ms]", ",\"duration\":99"))
            .json()
            .get("job_id")
            .asString();
    JsonNode job = empirio.ended(id);
    assertThat(job.get("status").asString()).isEqualTo("failed");
    assertThat(job.get("error").asString()).isEqualTo("upstream rejected the input");
  }

  @Test
  void anEmptyAccountRefuses() throws Exception {
    Reply reply = empirio.submit(body("a cat", ",\"duration\":15"));
    assertThat(reply.status()).isEqualTo(402);
    assertThat(code(reply)).isEqualTo("insufficient_credits");
    assertThat(client.get(API + "account/usage").json().get("balance").doubleValue()).isEqualTo(1);
  }
}
