package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// How long, how large and in which shape.
@GatewayTest
class ShapeTests {
  private static final String FRAME = "\"first_frame\":\"https://studio.example.org/a.png\"";
  private static final String CLIP = "\"video\":\"https://studio.example.org/a.mp4\"";

  @Autowired private TestGateway gateway;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'seconds':5}                                  | 1280x720 | 720p  | 16:9 | ",
        "{'size':'864x496'}                              | 864x496  | 480p  | 16:9 | ",
        "{'size':'1470x630'}                             | 1470x630 | 720p  | 21:9 | ",
        "{'width':560,'height':'752'}                    | 560x752  | 480p  | 3:4  | ",
        "{'resolution':'480p','ratio':'1:1'}             | 640x640  | 480p  | 1:1  | ",
        "{'size':'1280x720','resolution':'720p'}         | 1280x720 | 720p  | 16:9 | ",
        "{'size':'854x480'}                              | 864x496  | 480p  | 16:9 | size_snapped",
        "{'size':'720x1280','aspect_ratio':'9:16'}       | 720x1280 | 720p  | 9:16 | ",
        "{'size':'1024x1792'}                            | auto     | 1080p | 9:16 | size_snapped",
        "{'resolution':'1080p'}                          | auto     | 1080p | 16:9 | ",
        "{'aspect_ratio':'adaptive'} | 1280x720 | 720p | 16:9 | aspect_ratio_defaulted",
        "{'aspect_ratio':'auto'}     | 1280x720 | 720p | 16:9 | aspect_ratio_defaulted"
      })
  void sizesFromText(String fields, String size, String tier, String ratio, String warning) {
    JsonNode video = made("{\"prompt\":\"p\"," + fields.replace('\'', '"').substring(1));

    assertThat(video.required("size").asString()).isEqualTo(size);
    assertThat(video.required("resolution").asString()).isEqualTo(tier);
    assertThat(video.required("aspect_ratio").asString()).isEqualTo(ratio);
    assertThat(video.required("width").isNull()).isEqualTo(size.equals("auto"));
    assertThat(warnings(video)).isEqualTo(warning == null ? List.of() : List.of(warning));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'size':'1x1'}                            | unsupported_size       | size",
        "{'size':'1280'}                           | unsupported_size       | size",
        "{'size':'2560x1440'}                      | unsupported_size       | size",
        "{'size':'1280x720','resolution':'480p'}   | conflicting_parameters | resolution",
        "{'size':'1280x720','aspect_ratio':'1:1'}  | conflicting_parameters | aspect_ratio",
        "{'width':1280}                            | missing_required_parameter | height",
        "{'resolution':'4K'}                       | unsupported_resolution | resolution",
        "{'resolution':'big'}                      | unsupported_resolution | resolution",
        "{'resolution':'480p','model':'seedance-2.0-mini-turbo'} | unsupported_resolution | resolution",
        "{'size':'864x496','model':'seedance-2.0-mini-turbo'}    | unsupported_size | size",
        "{'aspect_ratio':'3:2'}                    | invalid_value          | aspect_ratio",
        "{'aspect_ratio':'2:1'}                    | invalid_value          | aspect_ratio",
        "{'seconds':3}                             | unsupported_duration   | seconds",
        "{'seconds':16}                            | unsupported_duration   | seconds",
        "{'seconds':4.5}                           | unsupported_duration   | seconds",
        "{'seconds':'auto','model':'seedance-2.0-mini-turbo'} | unsupported_duration | seconds",
        "{'seconds':-1,'model':'seedance-2.0-mini-turbo'} | unsupported_duration | seconds",
        "{'seconds':'five'}                        | invalid_value          | seconds",
        "{'seconds':5,'duration':6}                | conflicting_parameters | duration",
        "{'num_frames':100}                        | unsupported_duration   | num_frames",
        "{'num_frames':25,'fps':24}                | unsupported_duration   | num_frames",
        "{'n':2,'model':'seedance-2.0-mini-turbo'} | invalid_value          | n",
        "{'n':5}                                   | invalid_value          | n",
        "{'model':'sora-9'}                        | model_not_found        | model"
      })
  void whatNobodyCanMakeIsRefusedByName(String fields, String code, String param) {
    Answer answer =
        gateway
            .newTenant()
            .post("/v1/videos", "{\"prompt\":\"p\"," + fields.replace('\'', '"').substring(1));

    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.param()).isEqualTo(param);
    assertThat(answer.status()).isEqualTo(code.equals("model_not_found") ? 404 : 400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'seconds':'5'               | 5",
        "'seconds':5.0               | 5",
        "'duration':'7.0'            | 7",
        "'num_frames':96             | 4",
        "'num_frames':150,'fps':25   | 6",
        "'fps':24                    | 5"
      })
  void secondsHaveManySpellings(String fields, String seconds) {
    assertThat(
            made("{\"prompt\":\"p\"," + fields.replace('\'', '"') + "}")
                .required("seconds")
                .asString())
        .isEqualTo(seconds);
  }

  @Test
  void aFrameLeadsTheShapeUnlessToldOtherwise() {
    JsonNode follows = made("{\"prompt\":\"p\"," + FRAME + "}");
    JsonNode told = made("{\"prompt\":\"p\",\"aspect_ratio\":\"1:1\"," + FRAME + "}");

    assertThat(follows.required("aspect_ratio").asString()).isEqualTo("adaptive");
    assertThat(follows.required("size").asString()).isEqualTo("auto");
    assertThat(told.required("size").asString()).isEqualTo("960x960");
  }

  @Test
  void aClipByUrlIsEditedAtItsOwnLengthAndExtendedByFive() {
    TestClient caller = gateway.newTenant();
    JsonNode edit = caller.post("/v1/videos/edits", "{\"prompt\":\"p\"," + CLIP + "}").json();
    JsonNode more = caller.post("/v1/videos/extensions", "{\"prompt\":\"p\"," + CLIP + "}").json();

    assertThat(edit.required("seconds").asString()).isEqualTo("auto");
    assertThat(edit.required("size").asString()).isEqualTo("auto");
    assertThat(edit.required("source").toString())
        .isEqualTo("{\"operation\":\"edit\",\"video_id\":null,\"segment_seconds\":null}");
    assertThat(more.required("seconds").asString()).isEqualTo("auto");
    assertThat(more.required("source").required("segment_seconds").asInt()).isEqualTo(5);
    assertThat(more.required("remixed_from_video_id").isNull()).isTrue();
  }

  @Test
  void aVideoByIdGivesModelAndShape() {
    TestClient caller = gateway.newTenant();
    String id =
        gateway.accepted(
            caller,
            """
            {"prompt":"p","model":"seedance-2.0-mini-turbo","seconds":6,"size":"720x1280"}\
            """);
    gateway.finished(caller, id);
    String body = "{\"prompt\":\"p\",\"video\":{\"id\":\"" + id + "\"}}";

    JsonNode edit = caller.post("/v1/videos/edits", body).json();
    JsonNode remix = caller.post("/v1/videos/" + id + "/remix", "{\"prompt\":\"p\"}").json();
    JsonNode more = caller.post("/v1/videos/extensions", body).json();

    assertThat(List.of(edit, remix))
        .allSatisfy(video -> {
          assertThat(video.required("model").asString()).isEqualTo("seedance-2.0-mini-turbo");
          assertThat(video.required("seconds").asString()).isEqualTo("6");
          assertThat(video.required("size").asString()).isEqualTo("720x1280");
          assertThat(video.required("resolution").asString()).isEqualTo("720p");
          assertThat(video.required("operation").asString()).isEqualTo("edit");
          assertThat(video.required("remixed_from_video_id").asString()).isEqualTo(id);
        });
    // that model cannot extend
    assertThat(more.required("error").required("code").asString())
        .isEqualTo("unsupported_parameter");
    JsonNode other =
        caller
            .post(
                "/v1/videos/extensions",
                "{\"prompt\":\"p\",\"model\":\"seedance-2.0-mini\",\"seconds\":7,\"video\":\""
                    + id
                    + "\"}")
            .json();
    assertThat(other.required("seconds").asString()).isEqualTo("13");
    assertThat(other.required("source").toString())
        .isEqualTo(
            "{\"operation\":\"extend\",\"video_id\":\"%s\",\"segment_seconds\":7}".formatted(id));
  }

  @Test
  void anExtensionKeepsItsSourcesShapeAndSaysSoByTheCallersWord() {
    Answer answer =
        gateway
            .newTenant()
            .post(
                "/v1/videos/extensions",
                "{\"prompt\":\"p\",\"size\":\"1280x720\",\"provider\":{\"only\":[\"wavespeed\"]},"
                    + CLIP
                    + "}");

    assertThat(answer.code()).isEqualTo("unsupported_size");
    assertThat(answer.param()).isEqualTo("size");
    assertThat(answer.response().body()).contains("adaptive");
  }

  @Test
  void whatIsNotThereCannotBeASource() {
    TestClient caller = gateway.newTenant();
    String slow = gateway.accepted(caller, "{\"prompt\":\"" + TestGateway.ENDLESS + "\"}");
    String failed = gateway.accepted(caller, "{\"prompt\":\"[sandbox: fail=moderation]\"}");
    gateway.finished(caller, failed);

    assertSource(caller, slow, "video_not_ready");
    assertSource(caller, failed, "video_not_available");
    assertSource(caller, "video_01k9zq4v7m2c8x5t3r6w0d1e2f", "video_not_found");
    assertSource(caller, "nobody", "video_not_found");
  }

  private static void assertSource(TestClient caller, String id, String code) {
    Answer answer =
        caller.post("/v1/videos/edits", "{\"prompt\":\"p\",\"video\":{\"id\":\"" + id + "\"}}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.param()).isEqualTo("video");
  }

  private JsonNode made(String json) {
    Answer answer = gateway.newTenant().post("/v1/videos", json);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> warnings(JsonNode video) {
    return video.required("warnings").values().stream()
        .map(warning -> warning.required("code").asString())
        .toList();
  }
}
