package io.reelgate.sandbox.empiriolabs;

import static org.awaitility.Awaitility.await;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What the tests of this wire do again and again.
record EmpirioLabsFixture(SandboxClient client) {
  static final String API = "/sandbox/empiriolabs/v1/";
  private static final List<String> RUNNING =
      List.of("queued", "processing", "running", "defragmenting");

  /// A body; the fields begin with a comma.
  static String body(String prompt, String fields) {
    return "{\"model\":\"seedance-2-0-mini\",\"prompt\":\"%s\"%s}".formatted(prompt, fields);
  }

  /// The cheapest task, done at once.
  static String quick(String script) {
    return body(
        "a cat [sandbox: delay=0ms " + script + "]",
        ",\"mode\":\"t2v\",\"resolution\":\"480p\",\"duration\":4");
  }

  Reply submit(String body) throws IOException {
    return client.post(API + "videos/generations", body);
  }

  /// The id of an accepted task.
  String accepted(String body) throws IOException {
    Reply reply = submit(body);
    if (reply.status() != 202) {
      throw new AssertionError(reply.status() + " " + reply.text());
    }
    return reply.json().get("job_id").asString();
  }

  Reply poll(String id) throws IOException {
    return client.get(API + "jobs/" + id);
  }

  /// The task's answer once it has ended.
  JsonNode ended(String id) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> poll(id).json(), job -> !RUNNING.contains(job.get("status").asString()));
  }

  JsonNode usage(String query) throws IOException {
    Reply reply = client.get(API + "account/usage" + query);
    if (reply.status() != 200) {
      throw new AssertionError(reply.status() + " " + reply.text());
    }
    return reply.json();
  }

  /// The code of an error.
  static String code(Reply reply) {
    return reply.json().get("error").get("code").asString();
  }
}
