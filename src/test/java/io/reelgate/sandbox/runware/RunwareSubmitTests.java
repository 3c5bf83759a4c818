package io.reelgate.sandbox.runware;

import static io.reelgate.sandbox.runware.RunwareFixture.API;
import static io.reelgate.sandbox.runware.RunwareFixture.NEVER;
import static io.reelgate.sandbox.runware.RunwareFixture.code;
import static io.reelgate.sandbox.runware.RunwareFixture.error;
import static io.reelgate.sandbox.runware.RunwareFixture.newId;
import static io.reelgate.sandbox.runware.RunwareFixture.quick;
import static io.reelgate.sandbox.runware.RunwareFixture.sized;
import static io.reelgate.sandbox.runware.RunwareFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SandboxTest
class RunwareSubmitTests {
  private static final String FRAME = "{\"image\":\"https://m.test/a.png\",\"frame\":\"first\"}";

  private final SandboxClient client;
  private final RunwareFixture runware;

  RunwareSubmitTests(@LocalServerPort int port) {
    client = new SandboxClient(port);
    runware = new RunwareFixture(client);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  @Test
  void anAcknowledgementNamesTheTaskAndNothingElse() throws Exception {
    String id = newId();
    Reply reply = runware.send(sized(id, "a cat", ",\"numberResults\":3"));
    assertThat(reply.text())
        .isEqualTo("{\"data\":[{\"taskType\":\"videoInference\",\"taskUUID\":\"" + id + "\"}]}");
    assertThat(runware.count("accepted")).isEqualTo(1);
  }

  @Test
  void aNameIsTakenOnce() throws Exception {
    String id = newId();
    runware.send(quick(id, "")).data();
    Reply again = runware.send(quick(id, ""));
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().required("data").size()).isZero();
    assertThat(code(again)).isEqualTo("conflictTaskUUID");
    assertThat(error(again).required("taskUUID").asString()).isEqualTo(id);
    runware.finished(id, 1);
    assertThat(code(runware.send(quick(id, "")))).isEqualTo("conflictTaskUUID");
    assertThat(code(runware.send(sized(id, "another", "")))).isEqualTo("conflictTaskUUID");
    assertThat(runware.count("accepted")).isEqualTo(1);
    assertThat(runware.count("submitted_again")).isEqualTo(3);
    assertThat(runware.count("paid_again")).isZero();
  }

  @Test
  void aNameIsTakenOnceByManyAtATime() throws Exception {
    String order = sized(newId(), "a cat", "");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> sent =
          threads.invokeAll(
              Stream.generate(() -> (Callable<Integer>) () -> runware.send(order).status())
                  .limit(20)
                  .toList());
      int taken = 0;
      for (Future<Integer> each : sent) {
        taken += each.get() == 200 ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    }
    assertThat(runware.count("accepted")).isEqualTo(1);
  }

  @Test
  void theKeyStandsInTheHeaderOrInATaskOfItsOwn() throws Exception {
    String ask = "[" + RunwareFixture.ask(NEVER) + "]";
    Reply bad =
        client.send(
            client
                .request(API)
                .setHeader("Authorization", "Bearer bad-key")
                .POST(BodyPublishers.ofString(ask)));
    assertThat(bad.status()).isEqualTo(401);
    assertThat(error(bad).required("code").asString()).isEqualTo("invalidApiKey");
    assertThat(error(bad).required("parameter").asString()).isEqualTo("apiKey");
    assertThat(error(bad).has("taskUUID")).isFalse();
    String login = "{\"taskType\":\"authentication\",\"apiKey\":\"%s\"}";
    assertThat(runware.send(login.formatted("good"), RunwareFixture.ask(NEVER)).text())
        .isEqualTo("{\"data\":[]}");
    assertThat(runware.send(login.formatted("bad"), RunwareFixture.ask(NEVER)).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "[", "\"a\""})
  void aBodyThatIsNoArrayOfTasksIsRefused(String body) throws Exception {
    assertThat(client.post(API, body).status()).isEqualTo(400);
  }

  @Test
  void everyTaskOfAnArrayStandsForItself() throws Exception {
    String good = newId();
    String bad = newId();
    Reply mixed = runware.send(task(bad, "no size", ""), quick(good, ""), "7");
    assertThat(mixed.status()).isEqualTo(200);
    assertThat(mixed.data().get(0).required("taskUUID").asString()).isEqualTo(good);
    assertThat(mixed.json().required("errors").size()).isEqualTo(2);
    assertThat(error(mixed).required("taskUUID").asString()).isEqualTo(bad);
    assertThat(runware.count("accepted")).isEqualTo(1);
    assertThat(runware.send(task(newId(), "no size", "")).status()).isEqualTo(400);
    String twice = newId();
    Reply repeated = runware.send(quick(twice, ""), quick(twice, ""));
    assertThat(repeated.data().size()).isEqualTo(1);
    assertThat(code(repeated)).isEqualTo("conflictTaskUUID");
    assertThat(runware.count("submitted_again")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                            | missingDimensionParameters",
        ",\"width\":1280                             | missingDimensionParameters",
        ",\"width\":1280,\"height\":721              | unsupportedDimensions",
        ",\"width\":1280,\"height\":\"720\"          | invalidHeight",
        ",\"resolution\":\"720p\"                    | incompatibleParameters",
        ",\"width\":1280,\"height\":720,\"resolution\":\"720p\"| incompatibleParameters",
        ",\"inputs\":{\"frameImages\":[@]},\"width\":1280,\"height\":720| incompatibleParameters",
        ",\"inputs\":{\"frameImages\":[@],\"referenceImages\":[\"u\"]}| incompatibleParameters",
        ",\"inputs\":{\"frameImages\":[@],\"referenceAudios\":[\"u\"]}| incompatibleParameters",
        ",\"inputs\":{\"frameImages\":[@,@,@]}       | arrayTooLarge",
        ",\"inputs\":{\"frameImages\":[]}            | arrayTooSmall",
        ",\"inputs\":{\"frameImages\":[{}]}          | missingImage",
        ",\"inputs\":{\"frameImages\":[{\"image\":\"u\",\"frame\":\"middle\"}]}| invalidFrame",
        ",\"inputs\":{\"frameImages\":[{\"inputImage\":\"u\"}]}| unsupportedParameter",
        "S,\"inputs\":{\"referenceVideos\":[\"u\",\"u\",\"u\",\"u\"]}| arrayTooLarge",
        "S,\"inputs\":{\"referenceAudios\":[\"u\"]}  | incompatibleParameters",
        "S,\"inputs\":{\"videos\":[\"u\"]}           | unsupportedParameter",
        "S,\"seed\":7                                | unsupportedParameter",
        "S,\"negativePrompt\":\"x\"                  | unsupportedParameter",
        "S,\"numberResults\":5                       | valueTooLarge",
        "S,\"numberResults\":0                       | valueTooSmall",
        "S,\"outputQuality\":19                      | valueTooSmall",
        "S,\"outputFormat\":\"GIF\"                  | invalidOutputFormat",
        "S,\"deliveryMethod\":\"sync\"               | invalidDeliveryMethod",
        "S,\"ttl\":59                                | valueTooSmall",
        "S,\"ttl\":\"60\"                            | invalidTtl",
        "S,\"settings\":{\"audio\":1}                | invalidAudio",
        "S,\"settings\":{\"fps\":24}                 | unsupportedParameter",
        "S,\"safety\":{\"mode\":\"strict\"}          | invalidMode",
        "S,\"webhookURL\":\"nowhere\"                | invalidWebhookURL",
        "S,\"webhookURL\":\"https://elsewhere.test/\"| invalidWebhookURL",
        "S,\"uploadEndpoint\":\"https://elsewhere.test/\"| invalidUploadEndpoint"
      })
  void whatTheTableForbidsIsRefusedByName(String more, String code) throws Exception {
    String fields =
        (more == null ? "" : more)
            .replace("S,", ",\"width\":864,\"height\":496,")
            .replace("@", FRAME);
    String id = newId();
    Reply reply = runware.send(task(id, "a cat", fields));
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(code(reply)).isEqualTo(code);
    assertThat(error(reply).required("taskUUID").asString()).isEqualTo(id);
    assertThat(error(reply).has("parameter")).isTrue();
    assertThat(runware.count("accepted")).isZero();
    runware.send(quick(id, "")).data();
    assertThat(runware.count("accepted")).as("a refused name is free").isEqualTo(1);
  }

  @Test
  void limitsAreTold() throws Exception {
    String order = quick(newId(), "").replace("\"duration\":4", "\"duration\":3");
    JsonNode error = error(runware.send(order));
    assertThat(error.required("code").asString()).isEqualTo("unsupportedDuration");
    assertThat(error.required("parameter").asString()).isEqualTo("duration");
    assertThat(error.required("min").intValue()).isEqualTo(4);
    assertThat(error.required("max").intValue()).isEqualTo(15);
    JsonNode model = error(runware.send(quick(newId(), "").replace("mini", "maxi")));
    assertThat(model.required("allowedValues").get(0).asString())
        .isEqualTo("bytedance:seedance@2.0-mini");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "3f0c5a52-5a0e-4c3e-9c55-0d7f6a9b1e0"})
  void aNameMustBeAUuid(String name) throws Exception {
    Reply reply = runware.send(quick(name, ""));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(code(reply)).isEqualTo("invalidTaskUUID");
    assertThat(runware.count("submits")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"width\":1280,\"height\":720,\"duration\":5                          | 0.408375",
        ",\"width\":960,\"height\":960,\"duration\":5                           | 0.408375",
        ",\"width\":864,\"height\":496,\"duration\":4                           | 0.152229",
        ",\"width\":1470,\"height\":630,\"duration\":15                         | 1.224324",
        ",\"inputs\":{\"frameImages\":[@]},\"resolution\":\"720p\",\"duration\":5| 0.408375",
        ",\"inputs\":{\"frameImages\":[@]},\"duration\":5                       | 0.408375"
      })
  void theChargeCountsPixelsAndFrames(String more, double cost) throws Exception {
    String id = newId();
    double before = runware.balance();
    String order =
        task(id, "[sandbox: delay=0ms]", more.replace("@", FRAME)).replace("\"duration\":4,", "");
    runware.send(order).data();
    assertThat(runware.finished(id, 1).get(0).required("cost").doubleValue())
        .isCloseTo(cost, within(1e-9));
    assertThat(before - runware.balance()).isCloseTo(cost, within(1e-6));
  }

  @Test
  void severalResultsHaveACostEach() throws Exception {
    String id = newId();
    double before = runware.balance();
    runware.send(sized(id, "[sandbox: delay=0ms]", ",\"numberResults\":3")).data();
    JsonNode results = runware.finished(id, 3);
    assertThat(results.valueStream().map(each -> each.required("videoUUID").asString()))
        .doesNotHaveDuplicates();
    results.forEach(
        each -> assertThat(each.required("cost").doubleValue()).isCloseTo(0.152229, within(1e-9)));
    assertThat(before - runware.balance()).isCloseTo(3 * 0.152229, within(1e-6));
  }

  @Test
  void theCostIsToldOnlyToWhoAsks() throws Exception {
    String id = newId();
    runware.send(quick(id, "").replace(",\"includeCost\":true", "")).data();
    assertThat(runware.finished(id, 1).get(0).has("cost")).isFalse();
  }

  @Test
  void anyOtherPathIsUnknownInTheProvidersOwnShape() throws Exception {
    Reply reply = client.get("/sandbox/runware/v2/videos");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(code(reply)).isEqualTo("notFound");
    assertThat(client.get(API).status()).isEqualTo(404);
  }

  @Test
  void aPingIsAnswered() throws Exception {
    Reply reply = runware.send("{\"taskType\":\"ping\",\"taskUUID\":\"" + NEVER + "\"}");
    assertThat(reply.data().get(0).required("pong").booleanValue()).isTrue();
    Reply other = runware.send("{\"taskType\":\"imageInference\",\"taskUUID\":\"" + NEVER + "\"}");
    assertThat(code(other)).isEqualTo("invalidTaskType");
  }
}
