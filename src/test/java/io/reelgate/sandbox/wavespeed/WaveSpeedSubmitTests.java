package io.reelgate.sandbox.wavespeed;

import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.API;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.MINI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SandboxTest
class WaveSpeedSubmitTests {
  private static final String IMAGE = "\"image\":\"https://media.example.test/in.png\"";
  private static final String VIDEO = "\"video\":\"https://media.example.test/in.mp4\"";

  private final SandboxClient client;
  private final WaveSpeedFixture wave;

  WaveSpeedSubmitTests(@LocalServerPort int port) {
    client = new SandboxClient(port);
    wave = new WaveSpeedFixture(client);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  @Test
  void submitAnswersTheEnvelopeOfACreatedTask() throws Exception {
    Reply reply = wave.submit("{\"prompt\":\"a cat\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("code").intValue()).isEqualTo(200);
    assertThat(reply.json().get("message").asString()).isEqualTo("success");
    JsonNode data = reply.data();
    assertThat(data.get("id").asString()).matches("[0-9a-f]{32}");
    assertThat(data.get("model").asString()).isEqualTo(MINI + "text-to-video");
    assertThat(data.get("status").asString()).isEqualTo("created");
    assertThat(data.get("outputs").isArray()).isTrue();
    assertThat(data.get("outputs").size()).isZero();
    assertThat(data.get("has_nsfw_contents").size()).isZero();
    assertThat(data.get("created_at").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");
    assertThat(data.get("error").asString()).isEmpty();
    assertThat(data.get("executionTime").intValue()).isZero();
    assertThat(data.get("timings").get("inference").intValue()).isZero();
    assertThat(data.get("urls").get("get").asString())
        .isEqualTo(client.origin() + API + "predictions/" + data.get("id").asString() + "/result");
  }

  @Test
  void taskCompletesWithOneOutputThatCanBeRead() throws Exception {
    String id = wave.submit("{\"prompt\":\"a cat\",\"duration\":6}").field("id");
    JsonNode data = wave.ended(id);
    assertThat(data.get("status").asString()).isEqualTo("completed");
    assertThat(data.get("outputs").size()).isEqualTo(1);
    assertThat(data.get("has_nsfw_contents").get(0).booleanValue()).isFalse();
    assertThat(data.get("executionTime").longValue()).isBetween(50L, 100L);
    assertThat(data.get("timings").get("inference").longValue()).isPositive();
    Reply output = client.get(data.get("outputs").get(0).asString());
    assertThat(output.status()).isEqualTo(200);
    assertThat(output.headers().firstValue("content-type")).contains("video/mp4");
  }

  @Test
  void pollWorksWithAndWithoutResult() throws Exception {
    String id = wave.submit("{\"prompt\":\"a cat\"}").field("id");
    wave.ended(id);
    assertThat(client.get(API + "predictions/" + id).data()).isEqualTo(wave.poll(id).data());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text-to-video             | "prompt":"p"                                    | 0.60
          text-to-video             | "prompt":"p","resolution":"4k","duration":4     | 2.40
          text-to-video             | "prompt":"p","reference_videos":["https://a.test/v.mp4"] | 0.75
          text-to-video-turbo       | "prompt":"p","aspect_ratio":"21:9"              | 0.40
          image-to-video            | "prompt":"p",IMAGE                              | 0.60
          image-to-video            | "prompt":"p",IMAGE,"last_image":"https://a.test/l.png","resolution":"480p","duration":4 | 0.24
          image-to-video-turbo      | "prompt":"p",IMAGE,"resolution":"1080p"         | 0.45
          image-to-video-spicy      | IMAGE,"seed":7                                  | 0.60
          video-extend              | "prompt":"p",VIDEO,"resolution":"1080p"         | 1.50
          video-edit                | "prompt":"p",VIDEO                              | 0.75
          video-edit-turbo          | "prompt":"p",VIDEO,"reference_images":["https://a.test/i.png"] | 0.475
          reference-to-video-turbo  | "prompt":"p","reference_images":["https://a.test/i.png"] | 0.2875
          """)
  void everyEndpointTakesItsTableAndChargesItsPrice(String endpoint, String fields, double price)
      throws Exception {
    double before = wave.balance();
    Reply reply = wave.submit(endpoint, body(fields));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.field("model")).isEqualTo(MINI + endpoint);
    assertThat(before - wave.balance()).isCloseTo(price, within(1e-9));
    assertThat(wave.ended(reply.field("id")).get("status").asString()).isEqualTo("completed");
  }

  private static String body(String fields) {
    return "{" + fields.replace("IMAGE", IMAGE).replace("VIDEO", VIDEO) + "}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text-to-video        | "duration":5                                  | prompt
          text-to-video        | "prompt":""                                   | prompt
          text-to-video        | "prompt":7                                    | prompt
          text-to-video        | "prompt":null                                 | prompt
          text-to-video        | "prompt":"p","duration":3                     | duration
          text-to-video        | "prompt":"p","duration":16                    | duration
          text-to-video        | "prompt":"p","duration":"5"                   | duration
          text-to-video        | "prompt":"p","duration":5.5                   | duration
          text-to-video        | "prompt":"p","resolution":"360p"              | resolution
          text-to-video        | "prompt":"p","aspect_ratio":"9:21"            | aspect_ratio
          text-to-video        | "prompt":"p","generate_audio":"yes"           | generate_audio
          text-to-video        | "prompt":"p","enable_web_search":1            | enable_web_search
          text-to-video        | "prompt":"p","reference_images":"https://a.test/i.png" | reference_images
          text-to-video        | "prompt":"p","reference_images":["data:image/png;base64,AA"] | reference_images
          text-to-video        | "prompt":"p","reference_videos":["https://a.test/1","https://a.test/2","https://a.test/3","https://a.test/4"] | reference_videos
          text-to-video        | "prompt":"p","reference_audios":["https://a.test/1"] | reference_audios
          text-to-video-turbo  | "prompt":"p","resolution":"480p"              | resolution
          image-to-video       | "prompt":"p"                                  | image
          image-to-video       | IMAGE                                         | prompt
          image-to-video       | "prompt":"p","image":"data:image/png;base64,AA" | image
          image-to-video       | "prompt":"p",IMAGE,"last_image":["https://a.test/l.png"] | last_image
          image-to-video       | "prompt":"p",IMAGE,"resolution":"4k"          | resolution
          image-to-video-spicy | "prompt":"p"                                  | image
          image-to-video-spicy | IMAGE,"seed":"x"                              | seed
          video-extend         | "prompt":"p"                                  | video
          video-extend         | "prompt":"p",VIDEO,"duration":20              | duration
          video-edit           | VIDEO                                         | prompt
          video-edit-turbo     | "prompt":"p",VIDEO,"resolution":"480p"        | resolution
          """)
  void badParameterIsRefusedByName(String endpoint, String fields, String field) throws Exception {
    Reply reply = wave.submit(endpoint, body(fields));
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.json().get("code").intValue()).isEqualTo(400);
    assertThat(reply.json().get("message").asString()).contains("parameter").contains(field);
    assertThat(client.counts("wavespeed").get("accepted").intValue()).isZero();
    assertThat(client.counts("wavespeed").get("refused").intValue()).isEqualTo(1);
  }

  @Test
  void unknownKeysAreIgnored() throws Exception {
    assertThat(
            wave.submit("video-extend", body("\"prompt\":\"p\",VIDEO,\"aspect_ratio\":9")).status())
        .isEqualTo(200);
  }

  @Test
  void unknownModelIsABadRequest() throws Exception {
    Reply reply = wave.submit("text-to-video-ultra", "{\"prompt\":\"p\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).isEqualTo("{\"code\":400,\"message\":\"Model not found\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "{\"prompt\":\"p\"} x", "<xml/>"})
  void bodyThatIsNoJsonObjectIsABadRequest(String body) throws Exception {
    Reply reply = wave.submit(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("code").intValue()).isEqualTo(400);
  }

  @Test
  void deepAndHugeBodiesAreRefused() throws Exception {
    assertThat(wave.submit("[".repeat(10_000)).status()).isEqualTo(400);
    assertThat(wave.submit("{\"prompt\":\"" + "x".repeat(1 << 20) + "\"}").status()).isEqualTo(413);
  }

  @Test
  void keyIsRequiredAndMustNotStartWithBad() throws Exception {
    for (String header : List.of("", "Bearer ", "Bearer bad-key", "Basic abc")) {
      HttpRequest.Builder request =
          client
              .request(API + MINI + "text-to-video")
              .setHeader("Authorization", header)
              .POST(BodyPublishers.ofString("{\"prompt\":\"p\"}"));
      Reply reply = client.send(request);
      assertThat(reply.status()).as(header).isEqualTo(401);
      assertThat(reply.text()).isEqualTo("{\"code\":401,\"message\":\"Invalid API key\"}");
    }
    assertThat(client.counts("wavespeed").get("accepted").intValue()).isZero();
  }

  @Test
  void unknownTaskAndUnknownAddressAnswerInTheProvidersShape() throws Exception {
    Reply task = wave.poll("0".repeat(32));
    assertThat(task.status()).isEqualTo(404);
    assertThat(task.json().get("code").intValue()).isEqualTo(404);
    Reply address = client.get(API + "nothing/here");
    assertThat(address.status()).isEqualTo(404);
    assertThat(address.json().get("code").intValue()).isEqualTo(404);
  }

  @Test
  void equalSubmitsMakeTwoTasksAndTwoCharges() throws Exception {
    double before = wave.balance();
    String body = WaveSpeedFixture.text("a cat");
    assertThat(wave.submit(body).field("id")).isNotEqualTo(wave.submit(body).field("id"));
    assertThat(before - wave.balance()).isCloseTo(0.48, within(1e-9));
    JsonNode counts = client.counts("wavespeed");
    assertThat(counts.get("submitted_again").intValue()).isEqualTo(1);
    assertThat(counts.get("paid_again").intValue()).isEqualTo(1);
    assertThat(counts.get("repeats").get(0).get("tasks").intValue()).isEqualTo(2);
    assertThat(counts.get("repeats").get(0).get("order").asString()).contains("a cat");
  }

  @Test
  void base64AndWebhookExcludeEachOther() throws Exception {
    Reply reply =
        client.post(
            API + MINI + "text-to-video?webhook=http%3A%2F%2Flocalhost%3A1%2F",
            "{\"prompt\":\"p\",\"enable_base64_output\":true}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("error").asString()).startsWith("webhook callback does not");
  }

  @Test
  void editFollowsTheLengthOfAnOutputOfThisSandbox() throws Exception {
    String id =
        wave.submit("{\"prompt\":\"p\",\"duration\":9,\"resolution\":\"480p\"}").field("id");
    String url = wave.ended(id).get("outputs").get(0).asString();
    double before = wave.balance();
    wave.submit("video-edit", "{\"prompt\":\"p\",\"video\":\"" + url + "\"}").data();
    assertThat(before - wave.balance()).isCloseTo(0.075 * (9 + 9), within(1e-9));
  }
}
