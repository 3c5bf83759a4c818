package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@GatewayTest
class RetrieveTests {
  private static final String POLL_AFTER = "openai-poll-after-ms";

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;

  @Test
  void whileItIsNotFinishedAVideoSaysWhenToComeAgain() {
    TestClient caller = gateway.newTenant();
    var _ = new HeldJobs(jdbc);
    Answer made = caller.post("/v1/videos", "{\"prompt\":\"p\"," + HeldJobs.FIELD + "}");
    Answer read = caller.get("/v1/videos/" + made.text("id"));
    Answer cancelled = caller.post("/v1/videos/" + made.text("id") + "/cancel", null);
    Answer over = caller.get("/v1/videos/" + made.text("id"));

    assertThat(Integer.parseInt(made.header(POLL_AFTER).orElseThrow())).isBetween(2_000, 10_000);
    assertThat(Integer.parseInt(read.header(POLL_AFTER).orElseThrow())).isBetween(2_000, 10_000);
    assertThat(cancelled.header(POLL_AFTER)).isEmpty();
    assertThat(over.header(POLL_AFTER)).isEmpty();
  }

  @Test
  void anUnchangedVideoIsNotSentAgain() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"p\"}");
    gateway.finished(caller, id);

    Answer first;
    String tag;
    Answer again;
    do {
      first = caller.get("/v1/videos/" + id);
      tag = first.header("ETag").orElseThrow();
      again = caller.get("/v1/videos/" + id, "If-None-Match", tag);
      // its links are made for a whole hour, and the next one may begin in between
    } while (!caller.get("/v1/videos/" + id).header("ETag").equals(Optional.of(tag)));

    assertThat(first.header("Cache-Control").orElseThrow()).contains("no-cache", "private");
    assertThat(first.header("Content-Type")).hasValue("application/json");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("ETag")).hasValue(tag);
    assertThat(again.header("x-request-id")).isPresent();
    assertThat(again.response().body()).isEmpty();
    assertThat(caller.get("/v1/videos/" + id, "If-None-Match", "\"other\"").status())
        .isEqualTo(200);
  }

  @Test
  void anAcceptingAnswerIsNotKept() {
    Answer made = gateway.newTenant().post("/v1/videos", "{\"prompt\":\"p\"}");

    assertThat(made.header("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(made.header("Content-Type")).hasValue("application/json");
  }

  @Test
  void waitingHoldsTheAnswerUntilTheVideoChanges() {
    TestClient caller = gateway.newTenant();
    var _ = new HeldJobs(jdbc);
    String id = gateway.accepted(caller, "{\"prompt\":\"p\"," + HeldJobs.FIELD + "}");

    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(() -> caller.get("/v1/videos/" + id + "?wait=25"));
    assertThat(caller.get("/v1/videos/" + id + "?wait=1").text("status_detail"))
        .isEqualTo("queued");
    assertThat(waiting).isNotDone();
    caller.post("/v1/videos/" + id + "/cancel", null);

    assertThat(waiting.join().text("status_detail")).isEqualTo("cancelled");
  }

  @Test
  void aFinishedVideoIsAnsweredAtOnce() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"p\"}");
    gateway.finished(caller, id);

    // the client itself waits no longer than 30 seconds
    assertThat(caller.get("/v1/videos/" + id + "?wait=60").text("status")).isEqualTo("completed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"61", "-1", "x", "1.5", "", "5&wait=6"})
  void aWaitThatIsNoSmallNumberIsRefused(String wait) {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"p\"}");

    Answer answer = caller.get("/v1/videos/" + id + "?wait=" + wait);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_value");
    assertThat(answer.param()).isEqualTo("wait");
  }
}
