package io.reelgate.sandbox.wavespeed;

import static org.awaitility.Awaitility.await;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What the tests of this wire do again and again.
record WaveSpeedFixture(SandboxClient client) {
  static final String API = "/sandbox/wavespeed/api/v3/";
  static final String MINI = "bytedance/seedance-2.0-mini/";
  static final List<String> ENDED = List.of("completed", "failed", "timeout", "cancelled");

  /// A body for text-to-video; the prompt holds no quotes.
  static String text(String prompt) {
    return "{\"prompt\":\"" + prompt + "\",\"duration\":4,\"resolution\":\"480p\"}";
  }

  static String quick(String script) {
    return text("a cat [sandbox: delay=0ms " + script + "]");
  }

  Reply submit(String body) throws IOException {
    return submit("text-to-video", body);
  }

  Reply submit(String endpoint, String body) throws IOException {
    return client.post(API + MINI + endpoint, body);
  }

  Reply poll(String id) throws IOException {
    return client.get(API + "predictions/" + id + "/result");
  }

  Reply post(String path, String body) throws IOException {
    return client.post(API + path, body);
  }

  /// The task's answer once it has ended.
  JsonNode ended(String id) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> poll(id).data(), data -> ENDED.contains(data.get("status").asString()));
  }

  double balance() throws IOException {
    return client.get(API + "balance").data().get("balance").doubleValue();
  }
}
