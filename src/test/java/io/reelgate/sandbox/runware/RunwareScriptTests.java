package io.reelgate.sandbox.runware;

import static io.reelgate.sandbox.runware.RunwareFixture.API;
import static io.reelgate.sandbox.runware.RunwareFixture.NEVER;
import static io.reelgate.sandbox.runware.RunwareFixture.ask;
import static io.reelgate.sandbox.runware.RunwareFixture.code;
import static io.reelgate.sandbox.runware.RunwareFixture.error;
import static io.reelgate.sandbox.runware.RunwareFixture.newId;
import static io.reelgate.sandbox.runware.RunwareFixture.quick;
import static io.reelgate.sandbox.runware.RunwareFixture.sized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SandboxTest
class RunwareScriptTests {
  private final int port;
  private final SandboxClient client;
  private final RunwareFixture runware;

  RunwareScriptTests(@LocalServerPort int port) {
    this.port = port;
    client = new SandboxClient(port);
    runware = new RunwareFixture(client);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "moderation, invalidProviderContent",
    "input, unsupportedParameter",
    "media, mediaNotFound",
    "capacity, noAvailableServer",
    "internal, providerError",
    "timeout, timeoutProvider",
    "cancelled, taskCancelled"
  })
  void aFailedTaskIsAnErrorInASuccessAndCostsNothing(String reason, String code) throws Exception {
    double before = runware.balance();
    String id = newId();
    runware.send(quick(id, "runware.fail=" + reason)).data();
    Reply reply = runware.poll(id);
    assertThat(reply.data().size()).isZero();
    assertThat(code(reply)).isEqualTo(code);
    assertThat(error(reply).required("status").asString()).isEqualTo("error");
    assertThat(error(reply).required("taskUUID").asString()).isEqualTo(id);
    assertThat(runware.balance()).isCloseTo(before, within(1e-9));
  }

  @Test
  void manyTasksAreAskedAboutAtOnce() throws Exception {
    String done = newId();
    String dead = newId();
    String going = newId();
    runware.send(
        quick(done, ""), quick(dead, "fail=timeout"), sized(going, "[sandbox: stuck]", ""));
    Reply reply = runware.poll(going, NEVER, dead, done);
    List<String> told =
        reply.data().valueStream().map(each -> each.required("taskUUID").asString()).toList();
    assertThat(told).containsExactlyInAnyOrder(done, going);
    assertThat(reply.json().required("errors").size()).isEqualTo(1);
    assertThat(error(reply).required("taskUUID").asString()).isEqualTo(dead);
    assertThat(runware.count("polls")).isEqualTo(4);
  }

  @Test
  void anUnknownNameIsAnsweredWithNothing() throws Exception {
    assertThat(runware.poll(NEVER).text()).isEqualTo("{\"data\":[]}");
  }

  @Test
  void severalResultsEndOneAfterTheOther() throws Exception {
    String id = newId();
    runware.send(sized(id, "[sandbox: delay=8s]", ",\"numberResults\":4")).data();
    JsonNode some =
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> runware.poll(id).data(),
                data -> data.get(0).required("status").asString().equals("success"));
    assertThat(some.size()).isEqualTo(4);
    assertThat(some.get(3).required("status").asString()).isEqualTo("processing");
    assertThat(some.get(3).required("progress").intValue()).isBetween(25, 99);
    assertThat(client.get(some.get(0).required("videoURL").asString()).status()).isEqualTo(200);
    runware.finished(id, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalidPositivePrompt",
    "401, invalidApiKey",
    "402, videoInferenceInsufficientCredits",
    "403, permissionDenied",
    "429, rateLimitExceeded",
    "500, internalServerError",
    "503, serviceUnavailable"
  })
  void theFirstSubmitIsRefusedAndTheSecondIsTaken(int status, String code) throws Exception {
    String order = quick(newId(), "submit=" + status);
    Reply refused = runware.send(order);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(code(refused)).isEqualTo(code);
    assertThat(runware.count("accepted")).isZero();
    assertThat(runware.send(order).status()).isEqualTo(200);
    assertThat(runware.count("accepted")).isEqualTo(1);
    assertThat(runware.count("submitted_again")).isEqualTo(1);
  }

  @Test
  void anErrorCanHideInASuccess() throws Exception {
    String id = newId();
    Reply reply = runware.send(quick(id, "submit=error-in-200"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(code(reply)).isEqualTo("internalServerError");
    assertThat(runware.count("accepted")).isZero();
  }

  @Test
  void anAcknowledgementCanNameNothing() throws Exception {
    String id = newId();
    assertThat(runware.send(quick(id, "submit=no-id")).text()).isEqualTo("{\"data\":[]}");
    assertThat(runware.send(quick(newId(), "submit=empty")).text()).isEmpty();
    assertThat(runware.count("accepted")).isEqualTo(2);
    runware.finished(id, 1);
  }

  @ParameterizedTest
  @CsvSource({"lost-answer, 1", "reset, 0"})
  void aSecondSendTellsWhatBecameOfALostOne(String word, int tasks) throws Exception {
    String order = quick(newId(), "submit=" + word);
    assertThat(raw(order)).isEmpty();
    assertThat(runware.count("accepted")).isEqualTo(tasks);
    Reply again = runware.send(order);
    assertThat(again.status()).isEqualTo(tasks == 1 ? 400 : 200);
    assertThat(runware.count("accepted")).isEqualTo(1);
  }

  @Test
  void submitAnswersCanBeSpoilt() throws Exception {
    assertThat(runware.send(quick(newId(), "submit=html")).status()).isEqualTo(502);
    assertThat(runware.count("accepted")).isZero();
    Reply redirect = runware.send(quick(newId(), "submit=redirect"));
    assertThat(redirect.status()).isEqualTo(307);
    assertThat(redirect.headers().firstValue("location").orElseThrow()).endsWith(API);
    assertThatThrownBy(() -> runware.send(quick(newId(), "submit=truncated")))
        .isInstanceOf(IOException.class);
    assertThat(runware.send(quick(newId(), "submit=slow")).data().size()).isEqualTo(1);
    assertThat(runware.count("accepted")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nulls         | 200 | {'data':[{'taskType':null,'taskUUID':null}]}",
        "wrong-types   | 200 | {'data':[{'taskType':{'is':['videoInference']},'taskUUID':{'is':['@']}}]}",
        "contradiction | 500 | {'data':[{'taskType':'videoInference','taskUUID':'@'}]}"
      })
  void anAcknowledgementCanBeOdd(String word, int status, String body) throws Exception {
    String id = newId();
    Reply reply = runware.send(quick(id, "submit=" + word));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.text()).isEqualTo(body.replace('\'', '"').replace("@", id));
    assertThat(runware.count("accepted")).isEqualTo(1);
  }

  @Test
  void answersCanBeHuge() throws Exception {
    String id = newId();
    assertThat(runware.send(quick(id, "submit=huge poll=hugex2")).text())
        .hasSizeGreaterThan(10_000_000)
        .endsWith("\"}]}");
    assertThat(runware.poll(id).text()).hasSizeGreaterThan(10_000_000);
    assertThat(runware.poll(id).text()).hasSizeGreaterThan(10_000_000);
    assertThat(runware.item(id).required("status").asString()).isEqualTo("success");
  }

  @Test
  void pollsCanBeOdd() throws Exception {
    assertThat(firstPoll("nulls").data().get(0).required("videoURL").isNull()).isTrue();
    assertThat(firstPoll("wrong-types").data().get(0).required("cost").isObject()).isTrue();
    assertThat(firstPoll("contradiction").status()).isEqualTo(500);
    assertThat(firstPoll("redirect").status()).isEqualTo(307);
    assertThat(firstPoll("empty").text()).isEmpty();
    assertThat(firstPoll("slow").data().size()).isEqualTo(1);
    assertThatThrownBy(() -> firstPoll("truncated")).isInstanceOf(IOException.class);
  }

  private Reply firstPoll(String word) throws IOException {
    String id = newId();
    runware.send(quick(id, "poll=" + word)).data();
    return runware.poll(id);
  }

  @ParameterizedTest
  @CsvSource({"500x2, 500, 2", "404, 404, 1", "503, 503, 1", "504, 504, 1", "html, 502, 1"})
  void theFirstPollsFail(String word, int status, int times) throws Exception {
    String id = newId();
    runware.send(quick(id, "poll=" + word)).data();
    for (int poll = 0; poll < times; poll++) {
      Reply reply = runware.poll(id);
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.text()).doesNotContain(id);
    }
    assertThat(runware.item(id).required("status").asString()).isEqualTo("success");
  }

  @Test
  void pollsCanBeGarbageOrLost() throws Exception {
    String garbage = newId();
    runware.send(quick(garbage, "poll=garbage")).data();
    Reply reply = runware.poll(garbage);
    assertThat(reply.status()).isEqualTo(200);
    assertThatThrownBy(reply::json).isInstanceOf(RuntimeException.class);
    String lost = newId();
    runware.send(quick(lost, "poll=reset")).data();
    assertThat(raw(ask(lost))).isEmpty();
    assertThat(runware.item(lost).required("status").asString()).isEqualTo("success");
  }

  @Test
  void unheardOfStatesAndStepsBackEndWell() throws Exception {
    String odd = newId();
    runware.send(sized(odd, "[sandbox: stuck poll=unknown-status]", "")).data();
    assertThat(runware.item(odd).required("status").asString()).isEqualTo("defragmenting");
    String flip = newId();
    runware.send(quick(flip, "poll=flip")).data();
    assertThat(runware.item(flip).required("status").asString()).isEqualTo("success");
    assertThat(runware.item(flip).required("status").asString()).isEqualTo("processing");
    runware.finished(flip, 1);
  }

  @Test
  void outputsTakeOddShapes() throws Exception {
    String empty = newId();
    runware.send(quick(empty, "empty-outputs")).data();
    assertThat(runware.finished(empty, 1).get(0).has("videoURL")).isFalse();
    String none = newId();
    runware.send(quick(none, "null-outputs")).data();
    assertThat(runware.finished(none, 1).get(0).required("videoURL").isNull()).isTrue();
    String other = newId();
    runware.send(quick(other, "output=object")).data();
    assertThat(runware.finished(other, 1).get(0).required("mediaURL").asString()).endsWith(".mp4");
  }

  @ParameterizedTest
  @CsvSource({"expire-output, 404", "expire-output=403, 403"})
  void anOutputIsGoneAfterItsFirstRead(String word, int status) throws Exception {
    String id = newId();
    runware.send(quick(id, word)).data();
    String url = runware.finished(id, 1).get(0).required("videoURL").asString();
    assertThat(client.get(url).status()).isEqualTo(200);
    assertThat(client.get(url).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"fial=media, fial=media", "runware.stcuk, stcuk"})
  void aMisspeltWordIsRefusedByName(String word, String named) throws Exception {
    Reply reply = runware.send(sized(newId(), "a cat [sandbox: " + word + "]", ""));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply).required("message").asString()).contains(named);
    assertThat(runware.count("accepted")).isZero();
  }

  @Test
  void wordsForAnotherProviderMeanNothing() throws Exception {
    String id = newId();
    runware.send(quick(id, "wavespeed.fail=media")).data();
    runware.finished(id, 1);
  }

  @Test
  void detailsRepeatTheOrderAndTheLastAnswer() throws Exception {
    String id = newId();
    runware.send(quick(id, "")).data();
    String ask = "{\"taskType\":\"getTaskDetails\",\"taskUUID\":\"" + id + "\"}";
    JsonNode details = runware.send(ask).data().get(0);
    assertThat(details.required("request").get(0).required("taskUUID").asString()).isEqualTo(id);
    assertThat(details.required("response").required("data").size()).isEqualTo(1);
  }

  /// Everything that comes over a plain socket until the other side closes it. Other clients would
  /// hide a lost connection by asking again.
  private String raw(String task) throws IOException {
    String body = "[" + task + "]";
    String request =
        "POST "
            + API
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
}
