package io.reelgate.sandbox.wavespeed;

import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.API;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.MINI;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SandboxTest
class WaveSpeedWebhookTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = "whsec_0123456789abcdef0123456789abcdef";

  private record Call(Headers headers, String body) {}

  private final SandboxClient client;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer listener;
  private volatile int failures;

  WaveSpeedWebhookTests(@LocalServerPort int port) throws IOException {
    client = new SandboxClient(port);
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/hook",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          calls.add(
              new Call(exchange.getRequestHeaders(), new String(body, StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(calls.size() <= failures ? 503 : 204, -1);
          exchange.close();
        });
  }

  @BeforeEach
  void start() throws IOException {
    client.reset();
    listener.start();
  }

  @AfterEach
  void stop() {
    listener.stop(0);
  }

  private Reply submit(String script) throws IOException {
    return submitTo("http://localhost:" + listener.getAddress().getPort() + "/hook", script);
  }

  private Reply submitTo(String address, String script) throws IOException {
    String encoded = URLEncoder.encode(address, StandardCharsets.UTF_8);
    return client.post(API + MINI + "text-to-video?webhook=" + encoded, quick(script));
  }

  @Test
  void endedTaskIsToldBareAndSigned() throws Exception {
    String id = submit("").field("id");
    await().atMost(PATIENCE).until(() -> calls.size() == 1);
    Call call = calls.getFirst();
    JsonNode body = new Reply(200, emptyHeaders(), call.body()).json();
    assertThat(body.get("id").asString()).isEqualTo(id);
    assertThat(body.get("status").asString()).isEqualTo("completed");
    assertThat(body.get("outputs").size()).isEqualTo(1);
    assertThat(body.get("input").get("duration").intValue()).isEqualTo(4);
    String signature =
        WaveSpeedWebhooks.signature(
            SECRET,
            call.headers().getFirst("webhook-id"),
            call.headers().getFirst("webhook-timestamp"),
            call.body().getBytes(StandardCharsets.UTF_8));
    assertThat(call.headers().getFirst("webhook-signature")).isEqualTo(signature);
    assertThat(client.get(API + "webhook/secret").field("secret")).isEqualTo(SECRET);
  }

  private static HttpHeaders emptyHeaders() {
    return HttpHeaders.of(Map.of(), (_, _) -> true);
  }

  @Test
  void failedTaskIsToldToo() throws Exception {
    submit("fail=moderation");
    await().atMost(PATIENCE).until(() -> calls.size() == 1);
    assertThat(calls.getFirst().body()).contains("\"status\":\"failed\"").contains("1200");
  }

  @Test
  void addressThatAnswersBadlyIsTriedAgain() throws Exception {
    failures = 2;
    submit("");
    await().atMost(PATIENCE).until(() -> calls.size() == 3);
    assertThat(calls).extracting(Call::body).containsOnly(calls.getFirst().body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.1/hook", "file:///etc/passwd", "hook", "http://a b/"})
  void addressOutsideTheListIsRefused(String address) throws Exception {
    assertThat(submitTo(address, "").status()).isEqualTo(400);
    assertThat(client.counts("wavespeed").get("accepted").intValue()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          msg_test_1 | {"id":"t1","status":"completed"} | v3,38ff09ed036d48930804072476ea01ee25129ebc5764d2e6066bb541ad4c3f53
          msg_test_2 | {"id":"t2","error":"café"}       | v3,87e8fe669d3e04faaf795b4d66c2922880e1bc9da33c55a07a0486d1b5d62bd8
          """)
  void signatureIsThatOfTheSheet(String id, String body, String signature) {
    assertThat(
            WaveSpeedWebhooks.signature(
                SECRET, id, "1700000000", body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(signature);
  }
}
