package io.reelgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SandboxTest
class AdminTests {
  private static final String SUBMIT =
      "/sandbox/wavespeed/api/v3/bytedance/seedance-2.0-mini/text-to-video";

  private final SandboxClient client;

  AdminTests(@LocalServerPort int port) {
    client = new SandboxClient(port);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  private static String body(String prompt) {
    return "{\"prompt\":\"" + prompt + "\",\"duration\":4,\"resolution\":\"480p\"}";
  }

  @Test
  void twoThousandTasksFromSixtyFourThreadsAreCountedExactly() throws Exception {
    Set<String> ids = new HashSet<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(64)) {
      for (Future<SandboxClient.Reply> reply : pool.invokeAll(submits(2000))) {
        ids.add(reply.get().field("id"));
      }
    }
    assertThat(ids).hasSize(2000);
    JsonNode totals = client.get("/sandbox/admin/counts").json();
    assertThat(totals.get("accepted").intValue()).isEqualTo(2000);
    assertThat(totals.get("paid_again").intValue()).isZero();
    JsonNode counts = client.counts("wavespeed");
    assertThat(counts.get("submits").intValue()).isEqualTo(2000);
    assertThat(counts.get("accepted").intValue()).isEqualTo(2000);
    assertThat(counts.get("refused").intValue()).isZero();
    assertThat(counts.get("running").intValue()).isEqualTo(2000);
    assertThat(counts.get("charged_usd_micros").longValue()).isEqualTo(2000 * 240_000L);
  }

  private List<Callable<SandboxClient.Reply>> submits(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> body(number + " [sandbox: stuck delay=0ms]"))
        .<Callable<SandboxClient.Reply>>map(body -> () -> client.post(SUBMIT, body))
        .toList();
  }

  @Test
  void resetForgetsTasksAndCounts() throws Exception {
    String id = client.post(SUBMIT, body("a cat")).field("id");
    client.reset();
    JsonNode counts = client.counts("wavespeed");
    assertThat(counts.get("accepted").intValue()).isZero();
    assertThat(counts.get("submits").intValue()).isZero();
    assertThat(counts.get("charged_usd_micros").longValue()).isZero();
    assertThat(client.get("/sandbox/wavespeed/api/v3/predictions/" + id).status()).isEqualTo(404);
    assertThat(client.get("/sandbox/admin/tasks").json().size()).isZero();
    assertThat(client.get("/sandbox/wavespeed/api/v3/balance").data().get("balance").doubleValue())
        .isEqualTo(5000);
  }

  @Test
  void tasksAreListedNewestFirst() throws Exception {
    String done = client.post(SUBMIT, body("[sandbox: delay=0ms]")).field("id");
    String stuck = client.post(SUBMIT, body("[sandbox: delay=0ms stuck]")).field("id");
    JsonNode all = client.get("/sandbox/admin/tasks").json();
    assertThat(all.size()).isEqualTo(2);
    assertThat(all.get(0).get("id").asString()).isEqualTo(stuck);
    assertThat(all.get(0).get("provider").asString()).isEqualTo("wavespeed");
    assertThat(all.get(0).get("status").asString()).isEqualTo("running");
    assertThat(all.get(0).get("charge_usd_micros").longValue()).isEqualTo(240_000);
    JsonNode succeeded = client.get("/sandbox/admin/tasks?status=succeeded&limit=1").json();
    assertThat(succeeded.size()).isEqualTo(1);
    assertThat(succeeded.get(0).get("id").asString()).isEqualTo(done);
  }
}
