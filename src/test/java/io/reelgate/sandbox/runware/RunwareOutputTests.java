package io.reelgate.sandbox.runware;

import static io.reelgate.sandbox.runware.RunwareFixture.newId;
import static io.reelgate.sandbox.runware.RunwareFixture.quick;
import static io.reelgate.sandbox.runware.RunwareFixture.sized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxOnly.MovableClock;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@SandboxTest
@TestPropertySource(
    properties = {
      "reelgate.sandbox.runware.webhook-backoff=10ms",
      "reelgate.sandbox.runware.webhook-twice=true",
      "reelgate.sandbox.runware.conflict=for-a-time",
      "reelgate.sandbox.runware.conflict-for=10m",
      "reelgate.sandbox.runware.ttl=60s"
    })
class RunwareOutputTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SandboxClient client;
  private final RunwareFixture runware;
  private final MovableClock clock;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final HttpServer listener;
  private volatile int failures;

  RunwareOutputTests(@LocalServerPort int port, @Autowired MovableClock clock) throws IOException {
    client = new SandboxClient(port);
    runware = new RunwareFixture(client);
    this.clock = clock;
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String text = new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8);
          heard.add(exchange.getRequestMethod() + " " + text);
          exchange.sendResponseHeaders(heard.size() <= failures ? 503 : 204, -1);
          exchange.close();
        });
  }

  @BeforeEach
  void start() throws IOException {
    clock.move(Duration.ZERO);
    client.reset();
    listener.start();
  }

  @AfterEach
  void stop() {
    clock.move(Duration.ZERO);
    listener.stop(0);
  }

  @Test
  void aFileIsAVideoForAnybodyWhoHasTheAddress() throws Exception {
    String id = newId();
    runware.send(quick(id, "")).data();
    String url = runware.finished(id, 1).get(0).required("videoURL").asString();
    HttpResponse<byte[]> file =
        client.bytes(HttpRequest.newBuilder(URI.create(url)).header("Range", "bytes=4-7"));
    assertThat(file.statusCode()).isEqualTo(206);
    assertThat(new String(file.body(), StandardCharsets.US_ASCII)).isEqualTo("ftyp");
    String other = url.replaceAll("[^/]+\\.mp4", newId() + ".mp4");
    assertThat(client.get(other).status()).isEqualTo(404);
  }

  @Test
  void aFileIsKeptAsLongAsTheOrderSays() throws Exception {
    String id = newId();
    runware.send(sized(id, "[sandbox: delay=0ms]", ",\"ttl\":600")).data();
    String url = runware.finished(id, 1).get(0).required("videoURL").asString();
    clock.move(Duration.ofSeconds(500));
    assertThat(client.get(url).status()).isEqualTo(200);
    clock.move(Duration.ofSeconds(700));
    assertThat(client.get(url).status()).isEqualTo(404);
  }

  @Test
  void aFileIsKeptOnlyForAsLongAsTheAccountSaysWhereTheOrderDoesNot() throws Exception {
    String id = newId();
    runware.send(quick(id, "")).data();
    String url = runware.finished(id, 1).get(0).required("videoURL").asString();
    assertThat(client.get(url).status()).isEqualTo(200);
    clock.move(Duration.ofSeconds(61));
    assertThat(client.get(url).status()).isEqualTo(404);
  }

  @Test
  void aNameIsFreeAgainAfterSomeTime() throws Exception {
    String order = quick(newId(), "");
    runware.send(order).data();
    clock.move(Duration.ofMinutes(9));
    assertThat(runware.send(order).status()).isEqualTo(400);
    clock.move(Duration.ofMinutes(11));
    runware.send(order).data();
    assertThat(runware.count("paid_again")).isEqualTo(1);
  }

  @Test
  void everyResultIsToldToTheWebhookUntilItIsHeard() throws Exception {
    failures = 2;
    runware.send(webhook(newId(), "", ",\"numberResults\":2")).data();
    await().atMost(PATIENCE).until(() -> heard.size() == 6);
    assertThat(heard)
        .allSatisfy(call ->
            assertThat(call).startsWith("POST {\"taskType\":\"videoInference\",\"taskUUID\""));
    assertThat(heard.get(0)).isEqualTo(heard.get(1)).isEqualTo(heard.get(2));
    assertThat(heard.get(3)).as("heard, and sent once more").isEqualTo(heard.get(2));
    assertThat(heard.get(4)).isNotEqualTo(heard.get(3)).isEqualTo(heard.get(5));
  }

  @Test
  void aFailureIsToldToTheWebhookToo() throws Exception {
    runware.send(webhook(newId(), " fail=media", "")).data();
    await().atMost(PATIENCE).until(() -> heard.size() == 2);
    assertThat(heard.getFirst()).contains("{\"errors\":[{\"code\":\"mediaNotFound\"");
  }

  @Test
  void aFinishedFileIsPutWhereTheOrderWants() throws Exception {
    String upload = ",\"uploadEndpoint\":\"" + address() + "/put?signed=1\"";
    runware.send(sized(newId(), "[sandbox: delay=0ms]", upload)).data();
    await().atMost(PATIENCE).until(() -> heard.size() == 1);
    assertThat(heard.getFirst()).startsWith("PUT ").contains("ftyp");
  }

  private String webhook(String id, String script, String more) {
    String field = ",\"webhookURL\":\"" + address() + "/hook?t=1\"" + more;
    return sized(id, "[sandbox: delay=0ms" + script + "]", field);
  }

  private String address() {
    return "http://localhost:" + listener.getAddress().getPort();
  }
}
