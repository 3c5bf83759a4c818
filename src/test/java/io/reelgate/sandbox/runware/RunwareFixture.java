package io.reelgate.sandbox.runware;

import static org.awaitility.Awaitility.await;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What the tests of this wire do again and again.
record RunwareFixture(SandboxClient client) {
  static final String API = "/sandbox/runware/v1";
  static final String NEVER = "00000000-0000-4000-8000-000000000000";

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /// A task of four seconds of 864x496; the prompt holds no quotes.
  ///
  /// @param more further fields, each begun by a comma
  static String task(String id, String prompt, String more) {
    return "{\"taskType\":\"videoInference\",\"taskUUID\":\""
        + id
        + "\",\"model\":\"bytedance:seedance@2.0-mini\",\"positivePrompt\":\""
        + prompt
        + "\",\"duration\":4,\"includeCost\":true"
        + more
        + "}";
  }

  static String sized(String id, String prompt, String more) {
    return task(id, prompt, ",\"width\":864,\"height\":496" + more);
  }

  static String quick(String id, String script) {
    return sized(id, "a cat [sandbox: delay=0ms " + script + "]", "");
  }

  static String ask(String... ids) {
    return Arrays.stream(ids)
        .map(id -> "{\"taskType\":\"getResponse\",\"taskUUID\":\"" + id + "\"}")
        .collect(Collectors.joining(","));
  }

  /// @param tasks what stands in the array
  Reply send(String... tasks) throws IOException {
    return client.post(API, "[" + String.join(",", tasks) + "]");
  }

  Reply poll(String... ids) throws IOException {
    return send(ask(ids));
  }

  /// The one item of a poll.
  JsonNode item(String id) throws IOException {
    JsonNode data = poll(id).data();
    if (data.size() != 1) {
      throw new AssertionError(data.toString());
    }
    return data.get(0);
  }

  /// All results, once they are there.
  JsonNode finished(String id, int results) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> poll(id).data(),
            data ->
                data.size() == results
                    && data.valueStream()
                        .allMatch(each -> each.path("status").asString("").equals("success")));
  }

  /// The first error of an answer.
  static JsonNode error(Reply reply) {
    return reply.json().required("errors").required(0);
  }

  static String code(Reply reply) {
    return error(reply).required("code").asString();
  }

  int count(String name) throws IOException {
    return client.counts("runware").required(name).intValue();
  }

  double balance() throws IOException {
    JsonNode details =
        send("{\"taskType\":\"accountManagement\",\"taskUUID\":\"%s\",\"operation\":\"getDetails\"}"
                .formatted(newId()))
            .data()
            .get(0);
    return details.required("balance").required("amount").doubleValue();
  }
}
