package io.reelgate.sandbox.wavespeed;

import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.API;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.MINI;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.quick;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SandboxTest
class WaveSpeedScriptTests {
  private final int port;
  private final SandboxClient client;
  private final WaveSpeedFixture wave;

  WaveSpeedScriptTests(@LocalServerPort int port) {
    this.port = port;
    client = new SandboxClient(port);
    wave = new WaveSpeedFixture(client);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  private int accepted() throws IOException {
    return client.counts("wavespeed").get("accepted").intValue();
  }

  @ParameterizedTest
  @CsvSource({
    "moderation, failed, 1200",
    "input, failed, 1401",
    "media, failed, 1402",
    "capacity, failed, 5003",
    "internal, failed, 5000",
    "timeout, timeout, 5004",
    "cancelled, cancelled, 0"
  })
  void taskFailsWithItsCodeAndTheChargeComesBack(String reason, String status, int code)
      throws Exception {
    double before = wave.balance();
    String id = wave.submit(quick("fail=" + reason)).field("id");
    JsonNode data = wave.ended(id);
    assertThat(data.get("status").asString()).isEqualTo(status);
    assertThat(data.get("error").asString()).isNotEmpty();
    assertThat(data.path("code").asInt(0)).isEqualTo(code);
    assertThat(data.get("outputs").size()).isZero();
    assertThat(wave.balance()).isCloseTo(before, within(1e-9));
    assertThat(client.counts("wavespeed").get("refunded_usd_micros").longValue())
        .isEqualTo(240_000);
  }

  @Test
  void wordForThisProviderOnlyIsHeard() throws Exception {
    String id = wave.submit(quick("wavespeed.fail=capacity runware.fail=media")).field("id");
    assertThat(wave.ended(id).get("code").intValue()).isEqualTo(5003);
    String other = wave.submit(quick("runware.fail=media")).field("id");
    assertThat(wave.ended(other).get("status").asString()).isEqualTo("completed");
  }

  @Test
  void misspeltWordIsRefusedByName() throws Exception {
    Reply reply = wave.submit(text("a cat [sandbox: fial=media]"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("message").asString()).contains("fial=media");
    assertThat(accepted()).isZero();
  }

  @Test
  void delayIsWaitedFor() throws Exception {
    String id = wave.submit(text("a cat [sandbox: delay=30s]")).field("id");
    assertThat(wave.poll(id).field("status")).isIn("created", "processing");
    String short1 = wave.submit(text("a cat [sandbox: delay=400ms]")).field("id");
    JsonNode data = wave.ended(short1);
    assertThat(data.get("executionTime").longValue()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"400", "401", "402", "403", "429", "500", "503"})
  void firstSubmitIsRefusedAndTheSecondIsTaken(String status) throws Exception {
    String body = quick("submit=" + status);
    Reply refused = wave.submit(body);
    assertThat(refused.status()).isEqualTo(Integer.parseInt(status));
    assertThat(refused.json().get("code").asString()).isEqualTo(status);
    assertThat(accepted()).isZero();
    assertThat(wave.submit(body).status()).isEqualTo(200);
    assertThat(accepted()).isEqualTo(1);
    assertThat(client.counts("wavespeed").get("submitted_again").intValue()).isEqualTo(1);
    assertThat(client.counts("wavespeed").get("paid_again").intValue()).isZero();
  }

  @Test
  void anotherBodyIsAnotherTask() throws Exception {
    assertThat(wave.submit(quick("submit=429")).status()).isEqualTo(429);
    assertThat(wave.submit(text("another [sandbox: submit=429]")).status()).isEqualTo(429);
  }

  @ParameterizedTest
  @CsvSource({"lost-answer, 1", "reset, 0"})
  void connectionEndsWithoutAByte(String word, int tasks) throws Exception {
    String body = quick("submit=" + word);
    assertThat(raw(body)).isEmpty();
    assertThat(accepted()).isEqualTo(tasks);
    assertThat(raw(body)).startsWith("HTTP/1.1 200");
  }

  private String raw(String body) throws IOException {
    return raw("POST " + API + MINI + "text-to-video", body);
  }

  /// Everything that comes over a plain socket until the other side closes it. Other clients would
  /// hide a lost connection by asking again.
  private String raw(String line, String body) throws IOException {
    String request =
        line
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer key\r\nConnection: close"
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException reset) {
      return "";
    }
  }

  @Test
  void truncatedAnswerStopsHalfWay() throws Exception {
    String answer = raw(quick("submit=truncated"));
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(body).startsWith("{\"code\":200").doesNotEndWith("}}");
    assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-length: ");
    assertThatThrownBy(() -> wave.submit(text("b [sandbox: submit=truncated]")))
        .isInstanceOf(IOException.class);
    assertThat(accepted()).isEqualTo(2);
  }

  @Test
  void htmlIsABadGatewayWithoutATask() throws Exception {
    Reply reply = wave.submit(quick("submit=html"));
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.headers().firstValue("content-type")).contains("text/html");
    assertThat(accepted()).isZero();
  }

  @Test
  void successWithoutBodyOrIdStillMadeATask() throws Exception {
    Reply empty = wave.submit(quick("submit=empty"));
    assertThat(empty.status()).isEqualTo(200);
    assertThat(empty.text()).isEmpty();
    Reply noId = wave.submit(quick("submit=no-id"));
    assertThat(noId.data().has("id")).isFalse();
    assertThat(noId.field("status")).isEqualTo("created");
    assertThat(accepted()).isEqualTo(2);
  }

  @Test
  void slowAnswerArrivesWhole() throws Exception {
    assertThat(wave.submit(quick("submit=slow")).field("id")).matches("[0-9a-f]{32}");
  }

  @Test
  void redirectLeadsToTheSameAddressAndFollowingItPays() throws Exception {
    Reply reply = wave.submit(quick("submit=redirect"));
    assertThat(reply.status()).isEqualTo(307);
    String location = reply.headers().firstValue("location").orElseThrow();
    assertThat(accepted()).isZero();
    assertThat(client.post(location, quick("submit=redirect")).status()).isEqualTo(200);
    assertThat(accepted()).isEqualTo(1);
  }

  @Test
  void errorCanHideInA200() throws Exception {
    Reply reply = wave.submit(quick("submit=error-in-200"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("code").intValue()).isEqualTo(500);
    assertThat(accepted()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"500x3, 500, 3", "404x2, 404, 2", "503, 503, 1", "html, 502, 1"})
  void firstPollsFail(String word, int status, int times) throws Exception {
    String id = wave.submit(quick("poll=" + word)).field("id");
    List<Integer> statuses = new ArrayList<>();
    for (int poll = 0; poll <= times; poll++) {
      statuses.add(wave.poll(id).status());
    }
    assertThat(statuses.subList(0, times)).containsOnly(status);
    assertThat(statuses.getLast()).isEqualTo(200);
    assertThat(client.counts("wavespeed").get("polls").intValue()).isEqualTo(times + 1);
  }

  @Test
  void aTrueAnswerCanBeSpoilt() throws Exception {
    Reply nulls = wave.submit(quick("submit=nulls poll=wrong-typesx2"));
    assertThat(nulls.data().required("id").isNull()).isTrue();
    String id = wave.submit(quick("poll=contradiction")).field("id");
    Reply odd = wave.poll(id);
    assertThat(odd.status()).isEqualTo(500);
    assertThat(odd.text()).contains("\"completed\"");
    assertThat(wave.poll(id).field("status")).isEqualTo("completed");
  }

  @Test
  void garbageIsNoJson() throws Exception {
    String id = wave.submit(quick("poll=garbage")).field("id");
    Reply garbage = wave.poll(id);
    assertThat(garbage.status()).isEqualTo(200);
    assertThatThrownBy(garbage::json).isInstanceOf(RuntimeException.class);
    assertThat(wave.poll(id).field("status")).isEqualTo("completed");
  }

  @Test
  void pollCanLoseItsConnection() throws Exception {
    String id = wave.submit(quick("poll=reset")).field("id");
    assertThat(raw("GET " + API + "predictions/" + id + "/result", "")).isEmpty();
    assertThat(wave.poll(id).field("status")).isEqualTo("completed");
  }

  @Test
  void unheardOfStatusEndsWell() throws Exception {
    String stuck = wave.submit(quick("stuck poll=unknown-status")).field("id");
    assertThat(wave.poll(stuck).field("status")).isEqualTo("defragmenting");
    String id = wave.submit(text("a cat [sandbox: delay=400ms poll=unknown-status]")).field("id");
    assertThat(wave.ended(id).get("status").asString()).isEqualTo("completed");
  }

  @Test
  void completedTaskCanRunOnceMore() throws Exception {
    String id = wave.submit(quick("poll=flip")).field("id");
    assertThat(wave.poll(id).field("status")).isEqualTo("completed");
    assertThat(wave.poll(id).field("status")).isEqualTo("processing");
    assertThat(wave.poll(id).field("status")).isEqualTo("completed");
  }

  @Test
  void stuckTaskRunsOn() throws Exception {
    String id = wave.submit(quick("stuck")).field("id");
    assertThat(wave.poll(id).field("status")).isEqualTo("processing");
    assertThat(client.counts("wavespeed").get("running").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"expire-output, 404", "expire-output=403, 403"})
  void outputIsGoneAfterItsFirstRead(String word, int status) throws Exception {
    String id = wave.submit(quick(word)).field("id");
    String url = wave.ended(id).get("outputs").get(0).asString();
    assertThat(client.get(url).status()).isEqualTo(200);
    assertThat(client.get(url).status()).isEqualTo(status);
  }

  @Test
  void outputsTakeOddShapes() throws Exception {
    JsonNode empty = wave.ended(wave.submit(quick("empty-outputs")).field("id"));
    assertThat(empty.get("status").asString()).isEqualTo("completed");
    assertThat(empty.get("outputs").size()).isZero();
    JsonNode none = wave.ended(wave.submit(quick("null-outputs")).field("id"));
    assertThat(none.get("outputs").isNull()).isTrue();
    JsonNode object = wave.ended(wave.submit(quick("output=object")).field("id"));
    assertThat(object.get("outputs").get(0).get("url").asString()).endsWith(".mp4");
  }
}
