package io.reelgate.sandbox.runware;

import static io.reelgate.sandbox.runware.RunwareFixture.code;
import static io.reelgate.sandbox.runware.RunwareFixture.error;
import static io.reelgate.sandbox.runware.RunwareFixture.newId;
import static io.reelgate.sandbox.runware.RunwareFixture.quick;
import static io.reelgate.sandbox.runware.RunwareFixture.sized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxOnly.MovableClock;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@SandboxTest
@TestPropertySource(
    properties = {
      "reelgate.sandbox.balance-usd=3",
      "reelgate.sandbox.runware.empty-account-status=400",
      "reelgate.sandbox.runware.most-in-flight=2",
      "reelgate.sandbox.runware.empty-ack=true",
      "reelgate.sandbox.runware.conflict=while-running",
      "reelgate.sandbox.runware.visible-after=60s",
      "reelgate.sandbox.runware.failure=status",
      "reelgate.sandbox.runware.mixed-status=400",
      "reelgate.sandbox.runware.hides-moderation=true",
      "reelgate.sandbox.runware.progress=false",
      "reelgate.sandbox.runware.lenient-frames=true",
      "reelgate.sandbox.runware.list-price=true",
      "reelgate.sandbox.runware.bills-input=true",
      "reelgate.sandbox.runware.balance-object=false"
    })
class RunwareSettingsTests {
  private static final String STUCK = "[sandbox: stuck]";

  private final SandboxClient client;
  private final RunwareFixture runware;
  private final MovableClock clock;

  RunwareSettingsTests(@LocalServerPort int port, @Autowired MovableClock clock) {
    client = new SandboxClient(port);
    runware = new RunwareFixture(client);
    this.clock = clock;
  }

  @BeforeEach
  void reset() throws IOException {
    clock.move(Duration.ZERO);
    client.reset();
  }

  @Test
  void anEmptyAccountRefusesWithTheConfiguredStatus() throws Exception {
    String dear = ",\"numberResults\":4,\"inputs\":{\"referenceVideos\":[\"https://m.test/a\"]}";
    String order = sized(newId(), "a cat", dear).replace("\"duration\":4", "\"duration\":15");
    Reply reply = runware.send(order);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(code(reply)).isEqualTo("videoInferenceInsufficientCredits");
    assertThat(balance()).isEqualTo(3);
  }

  @Test
  void aThirdTaskAtATimeIsTooMany() throws Exception {
    runware.send(sized(newId(), STUCK, ""), sized(newId(), STUCK, "")).data();
    Reply reply = runware.send(sized(newId(), STUCK, ""));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(code(reply)).isEqualTo("concurrentRequestLimitExceeded");
  }

  @Test
  void anAcknowledgementIsEmptyAndTheTaskIsNotSeenAtOnce() throws Exception {
    String id = newId();
    assertThat(runware.send(sized(id, STUCK, "")).text()).isEqualTo("{\"data\":[]}");
    assertThat(runware.poll(id).text()).isEqualTo("{\"data\":[]}");
    clock.move(Duration.ofSeconds(61));
    JsonNode item = runware.item(id);
    assertThat(item.required("status").asString()).isEqualTo("processing");
    assertThat(item.has("progress")).isFalse();
  }

  @Test
  void aNameIsFreeAgainWhenItsTaskHasEnded() throws Exception {
    String running = newId();
    runware.send(sized(running, STUCK, "")).data();
    assertThat(code(runware.send(sized(running, STUCK, "")))).isEqualTo("conflictTaskUUID");
    String ended = newId();
    runware.send(quick(ended, "")).data();
    runware.send(quick(ended, "")).data();
    assertThat(runware.count("paid_again")).isEqualTo(1);
  }

  @Test
  void aFailureCanStandUnderAnErrorStatus() throws Exception {
    String dead = newId();
    String going = newId();
    runware.send(quick(dead, "fail=timeout"), sized(going, STUCK, "")).data();
    clock.move(Duration.ofSeconds(61));
    Reply alone = runware.poll(dead);
    assertThat(alone.status()).isEqualTo(504);
    assertThat(error(alone).required("taskUUID").asString()).isEqualTo(dead);
    Reply mixed = runware.poll(dead, going);
    assertThat(mixed.status()).as("the configured one").isEqualTo(400);
    assertThat(mixed.json().required("data").get(0).required("taskUUID").asString())
        .isEqualTo(going);
    assertThat(error(mixed).required("taskUUID").asString()).isEqualTo(dead);
  }

  @Test
  void refusedContentCanHideBehindAFailureOfTheProvider() throws Exception {
    String id = newId();
    runware.send(quick(id, "fail=moderation")).data();
    clock.move(Duration.ofSeconds(61));
    JsonNode error = error(runware.poll(id));
    assertThat(error.required("code").asString()).isEqualTo("providerError");
    assertThat(error.required("message").asString()).contains("moderation");
  }

  @Test
  void listPricesAndInputsAreCharged() throws Exception {
    String clip = ",\"inputs\":{\"referenceVideos\":[\"https://m.test/a.mp4\"]}";
    runware.send(sized(newId(), "a cat", "")).data();
    assertThat(balance()).isCloseTo(3 - 0.144, within(1e-9));
    runware.send(sized(newId(), "a cat", clip)).data();
    assertThat(balance()).isCloseTo(3 - 0.144 - 0.043 * 9, within(1e-9));
  }

  @Test
  void framesBesideASizeAreTaken() throws Exception {
    String frames = ",\"inputs\":{\"frameImages\":[\"https://m.test/a.png\"]}";
    assertThat(runware.send(sized(newId(), "a cat", frames)).status()).isEqualTo(200);
  }

  private double balance() throws IOException {
    return runware
        .send(
            "{\"taskType\":\"accountManagement\",\"taskUUID\":\"%s\",\"operation\":\"getDetails\"}"
                .formatted(newId()))
        .data()
        .get(0)
        .required("balance")
        .doubleValue();
  }
}
