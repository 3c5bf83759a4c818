package io.reelgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayProcess;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestPostgres;
import io.reelgate.webhook.Receiver;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A gateway as a process of its own that is watched in every way: it logs all it can as JSON,
/// sends its spans to a collector and has gone through a video, its callback, failures, and
/// deliveries good and bad. Everything that must stay secret is easily found again.
final class WatchedGateway implements AutoCloseable {
  static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final String CALLER = "00f067aa0ba902b7";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Collector collector = Collector.start();
  final Receiver receiver = Receiver.start();
  final Receiver provider = Receiver.start();
  final List<String> secrets = new CopyOnWriteArrayList<>();
  final GatewayProcess process;
  String video = "";
  String failed = "";

  private WatchedGateway() {
    provider.behave(WatchedGateway::quoteEverything);
    receiver.behave((request, out) -> {
      secrets.add(request.header("webhook-signature").replaceFirst("^v1,", ""));
      Receiver.answer(out, 200, "");
    });
    process = process();
  }

  static WatchedGateway start() {
    var gateway = new WatchedGateway();
    try {
      gateway.live();
      return gateway;
    } catch (RuntimeException | Error e) {
      gateway.close();
      throw e;
    }
  }

  private void live() {
    TestClient tester = tenant("test");
    endpoint(tester, receiver.url() + "?token=" + secret("receiver-token"), "video.completed");
    video = finished(tester, accepted(tester, "", caller()));
    fetch(tester, video);
    failed = finished(tester, accepted(tester, "[sandbox: fail=moderation] "));
    finished(tester, accepted(tester, "[sandbox: submit=lost-answer] "));
    finished(tester, accepted(tester, "[sandbox: submit=429] "));
    TestClient live = tenant("live");
    endpoint(live, closed() + "?token=" + secret("dead-token"), "video.failed");
    finished(live, accepted(live, ""));
    await().atMost(PATIENCE).until(() -> !receiver.requests().isEmpty());
    await()
        .atMost(PATIENCE)
        .until(() -> scrape().contains("reelgate_webhook_dead_deliveries_total 1.0"));
  }

  /// A provider that repeats all it is told when it refuses it.
  private static void quoteEverything(Receiver.Request request, OutputStream out)
      throws IOException {
    String told =
        (request.header("authorization") + " " + request.text()).replaceAll("[\"\\\\\r\n]", " ");
    Receiver.answer(
        out,
        400,
        "{\"code\":400,\"message\":\"%s\",\"errors\":[\"%s\"]}".formatted(told, told),
        "Content-Type: application/json");
  }

  private GatewayProcess process() {
    String account = "reelgate.providers.wavespeed.accounts.default.";
    String export = "management.opentelemetry.tracing.export.";
    return GatewayProcess.start(
        TestPostgres.newDatabase(),
        "api,submit,poll,deliver,sandbox",
        "reelgate.public-base-url=http://127.0.0.1:${server.port}",
        "reelgate.sandbox.duration=1500ms..1600ms",
        "reelgate.telemetry.every=300ms",
        "reelgate.webhooks.schedule=100ms",
        account + "key=" + secret("provider-key"),
        account + "base-url=http://127.0.0.1:" + provider.port(),
        "logging.structured.format.console=ecs",
        "logging.level.io.reelgate=DEBUG",
        "management.tracing.sampling.probability=1.0",
        export + "schedule-delay=200ms",
        export + "otlp.endpoint=" + collector.url());
  }

  /// What a caller says of its own trace.
  private String[] caller() {
    return new String[] {
      "traceparent", "00-%s-%s-01".formatted(TRACE, CALLER), "baggage", "who=" + secret("baggage")
    };
  }

  /// The link of a video is a secret, too.
  private void fetch(TestClient caller, String id) {
    String url = caller.get("/v1/videos/" + id).text("url");
    secrets.add(url.substring(url.indexOf("sig=") + 4));
    String path = url.substring(url.indexOf("/media/"));
    assertThat(caller.as(null).bytes("GET", path).statusCode()).isEqualTo(200);
  }

  /// Where nobody listens.
  private static String closed() {
    Receiver receiver = Receiver.start();
    receiver.close();
    return receiver.url();
  }

  private String secret(String what) {
    String secret = "canary-" + what + "-" + Integer.toHexString(secrets.size() + 4711);
    secrets.add(secret);
    return secret;
  }

  private TestClient tenant(String mode) {
    String id =
        process.admin().post("/v1/admin/tenants", "{\"name\":\"%s\"}".formatted(mode)).text("id");
    String key =
        process
            .admin()
            .post(
                "/v1/admin/tenants/" + id + "/keys",
                "{\"name\":\"key\",\"mode\":\"%s\"}".formatted(mode))
            .text("key");
    secrets.add(key);
    return process.client(key);
  }

  private void endpoint(TestClient caller, String url, String type) {
    Answer answer =
        caller.post(
            "/v1/webhook_endpoints",
            "{\"url\":\"%s\",\"event_types\":[\"%s\"]}".formatted(url, type));
    secrets.add(answer.text("signing_secret"));
  }

  private String accepted(TestClient caller, String steering, String... headers) {
    Answer answer =
        caller.post(
            "/v1/videos",
            "{\"prompt\":\"%s%s\",\"provider\":{\"only\":[\"wavespeed\"]}}"
                .formatted(steering, secret("prompt")),
            headers);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.text("id");
  }

  private static String finished(TestClient caller, String id) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            !caller.get("/v1/videos/" + id + "?wait=5").json().required("completed_at").isNull());
    return id;
  }

  String scrape() {
    return process.management().get("/actuator/prometheus").response().body();
  }

  @Override
  public void close() {
    process.close();
    collector.close();
    receiver.close();
    provider.close();
  }
}
