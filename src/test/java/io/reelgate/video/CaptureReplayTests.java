package io.reelgate.video;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.tenant.KeyMode;
import io.reelgate.tenant.Tenants;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.RawAnswer;
import io.reelgate.testing.RawHttp;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What unmodified clients really send, byte for byte, against the running gateway.
@GatewayTest
class CaptureReplayTests {
  private static final String KEY = "local";
  private static final String RECORDED_ID = "video_01k9zq4v7m2c8x5t3r6w0d1e2f";
  private static final int ALL = 38;

  @Autowired private TestGateway gateway;
  @Autowired private Tenants tenants;

  @BeforeEach
  void letTheRecordedKeyIn() {
    tenants.registerFixedKey(KEY, KeyMode.TEST);
  }

  @ParameterizedTest
  @CsvSource({"create-plain, 3", "create-image-url, 3", "create-generic-json, 2"})
  void allClientsFormsOfOneCreateMakeTheSameJob(String call, int clients) throws IOException {
    List<RawAnswer> answers = replay(call, RECORDED_ID);

    assertThat(answers).hasSize(clients);
    assertThat(ids(answers)).doesNotHaveDuplicates().hasSize(clients);
    assertThat(answers.stream().map(CaptureReplayTests::comparable).distinct()).hasSize(1);
  }

  @Test
  void aPlainCreateArrivesAsItWasMeant() throws IOException {
    assertThat(replay("create-plain", RECORDED_ID))
        .allSatisfy(answer -> {
          JsonNode video = answer.json();
          assertThat(video.required("prompt").asString()).isEqualTo("A paper lantern – ünïcode 灯");
          assertThat(video.required("seconds").asString()).isEqualTo("5");
          assertThat(video.required("size").asString()).isEqualTo("1280x720");
          assertThat(video.required("operation").asString()).isEqualTo("text_to_video");
          assertThat(video.required("warnings").size()).isZero();
        });
  }

  @Test
  void formsWithExtraFieldsAndOneKeyAreOneJobForAllClients() throws IOException {
    List<RawAnswer> answers = replay("create-extra-fields", RECORDED_ID);

    assertThat(answers).hasSize(3);
    assertThat(ids(answers).stream().distinct()).hasSize(1);
    assertThat(answers.stream().map(each -> each.headers().get("idempotent-replayed")))
        .containsExactly(null, "true", "true");
    JsonNode video = answers.getFirst().json();
    assertThat(video.required("operation").asString()).isEqualTo("first_last_frame");
    assertThat(video.required("resolution").asString()).isEqualTo("720p");
    assertThat(video.required("aspect_ratio").asString()).isEqualTo("adaptive");
    assertThat(video.required("generate_audio").asBoolean()).isFalse();
    assertThat(video.required("metadata").required("project").asString()).isEqualTo("harbour");
    assertThat(video.required("warnings").values().stream())
        .extracting(warning -> warning.required("param").asString())
        .containsExactly("seed");
  }

  @Test
  void framesAsJsonTextOfAFormAreFrames() throws IOException {
    RawAnswer answer = replay("create-frames-as-json-string", RECORDED_ID).getFirst();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().required("operation").asString()).isEqualTo("image_to_video");
  }

  @Test
  void uploadsGetOneAndTheSameRefusal() throws IOException {
    List<RawAnswer> answers = replay("create-upload", RECORDED_ID);

    assertThat(answers).hasSize(6);
    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.headers()).containsKey("x-request-id");
          JsonNode error = answer.json().required("error");
          assertThat(error.required("code").asString()).isEqualTo("invalid_media");
          assertThat(error.required("param").asString()).isEqualTo("input_reference");
          assertThat(error.required("message").asString()).contains("URL");
        });
    assertThat(answers.stream().map(RawAnswer::body).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"remix, edit", "edit-by-id, edit", "extend-by-id, extend"})
  void operationsOnAnEarlierVideoMakeTheSameJob(String call, String operation) throws IOException {
    String source = finished();

    List<RawAnswer> answers = replay(call, source);

    assertThat(answers).hasSize(3);
    assertThat(ids(answers)).doesNotHaveDuplicates();
    assertThat(answers.stream().map(CaptureReplayTests::comparable).distinct()).hasSize(1);
    JsonNode video = answers.getFirst().json();
    assertThat(video.required("operation").asString()).isEqualTo(operation);
    assertThat(video.required("remixed_from_video_id").asString()).isEqualTo(source);
    assertThat(video.required("seconds").asString())
        .isEqualTo(operation.equals("extend") ? "10" : "5");
  }

  @Test
  void listsAnswerTheFirstPage() throws IOException {
    String id = gateway.accepted(caller(), "{\"prompt\":\"x\"}");

    List<RawAnswer> answers = replay("list", RECORDED_ID);

    assertThat(answers)
        .hasSize(3)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(200);
          JsonNode page = answer.json();
          assertThat(page.required("object").asString()).isEqualTo("list");
          assertThat(page.required("data").size()).isBetween(1, 20);
          assertThat(page.required("first_id"))
              .isEqualTo(page.required("data").required(0).required("id"));
        });
    assertThat(answers.stream().map(each -> each.json().required("first_id").asString()))
        .contains(id);
  }

  @Test
  void aRetrieveAnswersTheVideo() throws IOException {
    String id = finished();

    // its links are made for a whole hour, and the next one may begin in between
    JsonNode before = caller().get("/v1/videos/" + id).json();
    RawAnswer answer = replay("retrieve", id).getFirst();
    JsonNode after = caller().get("/v1/videos/" + id).json();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isIn(before, after);
    assertThat(answer.headers()).doesNotContainKey("openai-poll-after-ms").containsKey("etag");
  }

  @Test
  void thePollHelperIsToldWhenToComeAgain() throws IOException {
    String id = gateway.accepted(caller(), "{\"prompt\":\"" + TestGateway.ENDLESS + "\"}");

    RawAnswer answer = replay("poll-helper", id).getFirst();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("openai-poll-after-ms")).matches("\\d+");
    assertThat(Integer.parseInt(answer.headers().get("openai-poll-after-ms")))
        .isBetween(2_000, 10_000);
  }

  @Test
  void contentIsTheWholeFile() throws IOException {
    String id = finished();
    byte[] file = caller().bytes("GET", "/v1/videos/" + id + "/content").body();

    List<RawAnswer> answers = replay("content", id);

    assertThat(answers)
        .hasSize(3)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.headers()).containsEntry("content-type", "video/mp4");
          assertThat(answer.headers()).doesNotContainKey("content-encoding");
          assertThat(answer.bytes()).isEqualTo(file);
        });
  }

  @Test
  void aDeleteTakesTheVideoAway() throws IOException {
    for (Resource capture : captures("delete")) {
      String id = finished();

      RawAnswer answer = replay(capture, id);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().required("id").asString()).isEqualTo(id);
      assertThat(answer.json().required("object").asString()).isEqualTo("video.deleted");
      assertThat(answer.json().required("deleted").asBoolean()).isTrue();
      assertThat(caller().get("/v1/videos/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void noCaptureIsForgotten() throws IOException {
    List<String> calls =
        List.of(
            "create-plain",
            "create-extra-fields",
            "create-frames-as-json-string",
            "create-image-url",
            "create-upload",
            "create-generic-json",
            "remix",
            "edit-by-id",
            "extend-by-id",
            "list",
            "retrieve",
            "poll-helper",
            "content",
            "delete");
    List<Resource> played = new ArrayList<>();
    for (String call : calls) {
      played.addAll(captures(call));
    }

    assertThat(played).containsExactlyInAnyOrderElementsOf(captures("")).hasSize(ALL);
  }

  private TestClient caller() {
    return gateway.anonymous().as(KEY);
  }

  private String finished() {
    String id = gateway.accepted(caller(), "{\"prompt\":\"x\",\"seconds\":5}");
    assertThat(gateway.finished(caller(), id).required("status").asString()).isEqualTo("completed");
    return id;
  }

  private List<RawAnswer> replay(String call, String id) throws IOException {
    List<RawAnswer> answers = new ArrayList<>();
    for (Resource capture : captures(call)) {
      answers.add(replay(capture, id));
    }
    return answers;
  }

  private RawAnswer replay(Resource capture, String id) throws IOException {
    String bytes = capture.getContentAsString(ISO_8859_1).replace(RECORDED_ID, id);
    return RawHttp.send(gateway.port(), bytes.getBytes(ISO_8859_1));
  }

  private static List<Resource> captures(String call) throws IOException {
    return Arrays.stream(
            new PathMatchingResourcePatternResolver()
                .getResources("classpath:/captures/*-" + call + "*.http"))
        .sorted((one, other) -> name(one).compareTo(name(other)))
        .toList();
  }

  private static String name(Resource capture) {
    return Objects.requireNonNull(capture.getFilename());
  }

  private static List<String> ids(List<RawAnswer> answers) {
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
    return answers.stream().map(answer -> answer.json().required("id").asString()).toList();
  }

  /// The video without what differs between any two jobs.
  private static JsonNode comparable(RawAnswer answer) {
    ObjectNode video = (ObjectNode) answer.json();
    video.remove(List.of("id", "created_at"));
    return video;
  }
}
