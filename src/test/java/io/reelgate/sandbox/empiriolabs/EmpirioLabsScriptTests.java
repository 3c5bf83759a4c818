package io.reelgate.sandbox.empiriolabs;

import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.API;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.body;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.code;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxTest;
import io.reelgate.testing.RawHttp;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@SandboxTest
@TestPropertySource(properties = "reelgate.sandbox.empiriolabs.requests-per-minute=0")
class EmpirioLabsScriptTests {
  private final int port;
  private final SandboxClient client;
  private final EmpirioLabsFixture empirio;

  EmpirioLabsScriptTests(@LocalServerPort int port) {
    this.port = port;
    client = new SandboxClient(port);
    empirio = new EmpirioLabsFixture(client);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  private int accepted() throws IOException {
    return client.counts("empiriolabs").get("accepted").intValue();
  }

  @Test
  void bothWordsOfSuccessAndItsContradictionsAreMet() throws Exception {
    Set<String> met = new HashSet<>();
    for (int tries = 0; met.size() < 2 && tries < 200; tries++) {
      JsonNode job = empirio.ended(empirio.accepted(quick("")));
      met.add(job.get("status").asString() + " " + job.get("progress").asString());
      assertThat(job.get("result").get("data").get(0).get("url").asString()).contains("?token=");
      assertThat(job.get("completed_at").isString()).isTrue();
    }
    assertThat(met).containsExactlyInAnyOrder("completed 1.0", "succeeded 0.99");
  }

  @Test
  void progressIsAShare() throws Exception {
    String id = empirio.accepted(body("[sandbox: stuck delay=0ms]", ""));
    JsonNode job = empirio.poll(id).json();
    assertThat(job.get("status").asString()).isIn("processing", "running");
    assertThat(job.get("progress").doubleValue()).isBetween(0.0, 0.99);
    assertThat(job.get("completed_at").isNull()).isTrue();
    assertThat(job.get("result").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "moderation, failed, content_policy_violation",
    "input, failed, upstream_error",
    "media, failed, upstream_error",
    "capacity, failed, model_unavailable",
    "internal, failed, upstream_error",
    "timeout, expired, upstream_error"
  })
  void aTaskFailsWithItsCodeAndCostsNothing(String reason, String status, String code)
      throws Exception {
    JsonNode job = empirio.ended(empirio.accepted(quick("fail=" + reason)));
    assertThat(job.get("status").asString()).isEqualTo(status);
    assertThat(job.get("result").isNull()).isTrue();
    JsonNode error = job.get("error");
    assertThat(error.isString() ? "upstream_error" : error.get("code").asString()).isEqualTo(code);
    JsonNode event = empirio.usage("?status=error").get("events").get(0);
    assertThat(event.get("cost").get("amount").doubleValue()).isZero();
    assertThat(event.get("output_urls").size()).isZero();
  }

  @Test
  void aWordForThisProviderOnlyIsHeard() throws Exception {
    String own = empirio.accepted(quick("empiriolabs.fail=media wavespeed.stuck"));
    assertThat(empirio.ended(own).get("status").asString()).isEqualTo("failed");
  }

  @ParameterizedTest
  @CsvSource({
    "400, 400, invalid_request",
    "401, 401, invalid_api_key",
    "402, 402, insufficient_credits",
    "403, 403, forbidden",
    "429, 429, rate_limit_exceeded",
    "500, 500, internal_error",
    "503, 503, model_unavailable",
    "error-in-200, 200, upstream_error"
  })
  void theFirstSubmitIsRefusedAndTheSecondIsTaken(String word, int status, String code)
      throws Exception {
    String body = quick("submit=" + word);
    Reply refused = empirio.submit(body);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(code(refused)).isEqualTo(code);
    assertThat(accepted()).isZero();
    empirio.accepted(body);
    assertThat(client.counts("empiriolabs").get("submitted_again").intValue()).isEqualTo(1);
    assertThat(client.counts("empiriolabs").get("paid_again").intValue()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"lost-answer, 1", "reset, 0"})
  void theConnectionEndsWithoutAByte(String word, int tasks) throws Exception {
    assertThat(raw(quick("submit=" + word))).isEmpty();
    assertThat(accepted()).isEqualTo(tasks);
    assertThat(raw(quick("submit=" + word))).startsWith("HTTP/1.1 202");
  }

  /// Other clients would hide a lost connection by asking again.
  private String raw(String body) {
    return RawHttp.exchange(
        port,
        """
        POST %svideos/generations HTTP/1.1\r
        Host: localhost\r
        x-api-key: key\r
        Connection: close\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(API, body.length(), body));
  }

  @Test
  void aTruncatedAnswerHidesAPaidTask() throws Exception {
    assertThatThrownBy(() -> empirio.submit(quick("submit=truncated")))
        .isInstanceOf(IOException.class);
    assertThat(accepted()).isEqualTo(1);
  }

  @Test
  void oddAnswersToASubmit() throws Exception {
    assertThat(empirio.submit(quick("submit=empty")).text()).isEmpty();
    assertThat(empirio.submit(quick("submit=no-id")).text()).isEqualTo("{\"status\":\"queued\"}");
    assertThat(empirio.submit(quick("submit=html")).text()).contains("<html>");
    assertThat(empirio.submit(quick("submit=redirect")).status()).isEqualTo(307);
    assertThat(accepted()).isEqualTo(2);
  }

  @Test
  void aRepeatedOrderIsPaidAgain() throws Exception {
    empirio.accepted(quick(""));
    empirio.accepted(quick(""));
    assertThat(client.counts("empiriolabs").get("paid_again").intValue()).isEqualTo(1);
  }

  @Test
  void pollsGoWrongAsOftenAsAsked() throws Exception {
    String id = empirio.accepted(quick("poll=500x2"));
    assertThat(empirio.poll(id).status()).isEqualTo(500);
    assertThat(empirio.poll(id).status()).isEqualTo(500);
    assertThat(empirio.poll(id).status()).isEqualTo(200);
    String garbled = empirio.accepted(quick("poll=garbage"));
    assertThatThrownBy(() -> empirio.poll(garbled).json()).isInstanceOf(RuntimeException.class);
    String html = empirio.accepted(quick("poll=html"));
    assertThat(empirio.poll(html).status()).isEqualTo(502);
  }

  @Test
  void stateWordsCanBeUnknownAndGoBack() throws Exception {
    String odd = empirio.accepted(body("[sandbox: stuck delay=0ms poll=unknown-status]", ""));
    assertThat(empirio.poll(odd).json().get("status").asString()).isEqualTo("defragmenting");
    String flips = empirio.accepted(quick("poll=flip"));
    empirio.ended(flips);
    JsonNode again = empirio.poll(flips).json();
    assertThat(again.get("status").asString()).isIn("processing", "running");
    assertThat(again.get("result").isNull()).isTrue();
    assertThat(empirio.ended(flips).get("result").isNull()).isFalse();
  }

  @Test
  void aFinishedTaskCanBeWithoutItsFile() throws Exception {
    JsonNode empty = empirio.ended(empirio.accepted(quick("empty-outputs")));
    assertThat(empty.get("result").get("data").size()).isZero();
    JsonNode none = empirio.ended(empirio.accepted(quick("null-outputs")));
    assertThat(none.get("result").isNull()).isTrue();
    JsonNode other = empirio.ended(empirio.accepted(quick("output=object")));
    assertThat(other.get("result").get("video").get("url").isString()).isTrue();
  }
}
