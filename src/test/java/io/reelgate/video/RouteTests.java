package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Which paths there are, and the models.
@GatewayTest
class RouteTests {
  private static final String ID = "video_01k9zq4v7m2c8x5t3r6w0d1e2f";

  @Autowired private TestGateway gateway;

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/videos/characters, 404, unsupported_endpoint",
    "GET, /v1/videos/characters/x, 404, unsupported_endpoint",
    "GET, /v1/videos/estimate, 405, method_not_allowed",
    "POST, /v1/videos/sync, 404, unsupported_endpoint",
    "GET, /v1/videos/" + ID + "/route, 404, video_not_found",
    "GET, /v1/videos/" + ID + "/nothing, 404, unsupported_endpoint",
    "GET, /v1/nothing, 404, unsupported_endpoint",
    "GET, /v1/videos/, 404, unsupported_endpoint",
    "GET, /v1, 404, unsupported_endpoint",
    "PUT, /v1/videos, 405, method_not_allowed",
    "DELETE, /v1/videos, 405, method_not_allowed",
    "PATCH, /v1/videos/" + ID + ", 405, method_not_allowed",
    "POST, /v1/videos/" + ID + ", 405, method_not_allowed",
    "GET, /v1/videos/" + ID + "/cancel, 405, method_not_allowed",
    "POST, /v1/videos/" + ID + "/content, 405, method_not_allowed",
    "POST, /v1/videos/models, 405, method_not_allowed",
    "GET, /v1/videos/edits, 405, method_not_allowed",
    "GET, /v1/videos/extensions, 405, method_not_allowed",
    "DELETE, /v1/videos/generations, 405, method_not_allowed",
    "DELETE, /v1/videos/models, 405, method_not_allowed",
    "POST, /v1/models, 405, method_not_allowed"
  })
  void whatIsNotARouteSaysSo(String method, String path, int status, String code) {
    Answer answer = gateway.newTenant().send(method, path, null);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().required("error").propertyNames())
        .containsExactly("message", "type", "param", "code");
    assertThat(answer.header("x-request-id").orElseThrow()).startsWith("req_");
    assertThat(answer.header("Content-Type")).hasValue("application/json");
    if (status == 405) {
      assertThat(answer.header("Allow")).isPresent();
    }
  }

  @Test
  void withoutAKeyThereIsNothingToSee() {
    for (String path : List.of("/v1/videos", "/v1/videos/" + ID, "/v1/models", "/v1/nothing")) {
      Answer answer = gateway.anonymous().get(path);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("invalid_api_key");
      assertThat(answer.header("x-request-id")).isPresent();
    }
  }

  @Test
  void theOtherKeyHeaderOpensTheDoorToo() {
    String key = gateway.newKey("test");

    assertThat(gateway.anonymous().get("/v1/videos", "x-api-key", key).status()).isEqualTo(200);
  }

  @Test
  void theAliasOfCreateMakesAVideo() {
    assertThat(gateway.newTenant().post("/v1/videos/generations", "{\"prompt\":\"p\"}").status())
        .isEqualTo(200);
  }

  private static void assertRoute(JsonNode operations) {
    assertThat(operations.propertyNames()).doesNotContain("edit", "extend");
    JsonNode text = operations.required("text_to_video");
    assertThat(text.required("resolutions").toString()).isEqualTo("[\"480p\",\"720p\"]");
    assertThat(text.required("seconds").toString())
        .isEqualTo("{\"min\":4,\"max\":15,\"auto\":false}");
    assertThat(text.required("prompt").toString()).isEqualTo("{\"min\":2,\"max\":10000}");
    assertThat(text.required("n").asInt()).isEqualTo(4);
    assertThat(text.required("options").required("outputQuality").asString()).isEqualTo("integer");
    JsonNode price = text.required("prices").required(1);
    assertThat(price.required("resolution").asString()).isEqualTo("720p");
    assertThat(price.required("audio").isNull()).isTrue();
    assertThat(price.required("output_second").asString()).isEqualTo("0.081");
    assertThat(price.required("input_second").isNull()).isTrue();
    assertThat(price.required("worst_factor").asString()).isEqualTo("1.10");
    assertThat(price.required("certainty").asString()).isEqualTo("documented");
    JsonNode clips = operations.required("reference_to_video").required("prices");
    assertThat(clips.values())
        .extracting(each -> each.required("video_input").asBoolean())
        .containsExactly(false, true, false, true);
    assertThat(clips.required(3).required("input_second").asString()).isEqualTo("0.096");
  }

  @Test
  void modelsTellAllThatClientsNeed() {
    Answer answer = gateway.newTenant().get("/v1/videos/models");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("object")).isEqualTo("list");
    JsonNode models = answer.json().required("data");
    assertThat(models.values())
        .extracting(model -> model.required("id").asString())
        .contains("seedance-2.0-mini", "seedance-2.0-mini-turbo");
    assertThat(models.values()).allSatisfy(RouteTests::assertModel);
    JsonNode mini = models.required(0);
    assertThat(mini.required("pricing_skus").toString())
        .isEqualTo(
            "{\"video-second-1080p\":\"0.30\",\"video-second-480p\":\"0.036\","
                + "\"video-second-720p\":\"0.081\"}");
    assertThat(mini.required("supported_sizes").toString()).contains("1280x720", "864x496");
    assertThat(mini.required("supported_durations").toString())
        .isEqualTo("[4,5,6,7,8,9,10,11,12,13,14,15]");
    assertThat(mini.required("allowed_passthrough_parameters").toString())
        .contains("enable_web_search", "outputQuality");
    assertThat(mini.required("capabilities").required("operations").size()).isEqualTo(6);
    assertThat(mini.required("limits").required("n").asInt()).isEqualTo(4);
    assertRoute(mini.required("routes").required("runware").required("operations"));
  }

  private static void assertModel(JsonNode model) {
    assertThat(List.of("id", "canonical_slug", "name", "description"))
        .allMatch(name -> model.required(name).isString());
    assertThat(model.required("created").isIntegralNumber()).isTrue();
    assertThat(
            List.of(
                "supported_resolutions",
                "supported_aspect_ratios",
                "supported_sizes",
                "supported_frame_images"))
        .allMatch(name -> model.required(name).values().stream().allMatch(JsonNode::isString));
    assertThat(model.required("supported_durations").values())
        .isNotEmpty()
        .allMatch(JsonNode::isIntegralNumber);
    assertThat(List.of("generate_audio", "seed"))
        .allMatch(name -> model.required(name).isBoolean());
    assertThat(List.of("creativity", "upscale_factor", "hugging_face_id"))
        .allMatch(name -> model.required(name).isNull());
    assertThat(model.required("allowed_passthrough_parameters").isArray()).isTrue();
    assertThat(model.required("pricing_skus").values()).isNotEmpty().allMatch(JsonNode::isString);
    assertThat(List.of("capabilities", "limits", "routes"))
        .allMatch(name -> model.required(name).isObject());
  }

  @Test
  void thePlainListIsWhatOpenAiClientsKnow() {
    Answer answer = gateway.newTenant().get("/v1/models/seedance-2.0-mini");

    assertThat(answer.json().propertyNames())
        .containsExactly("id", "object", "created", "owned_by");
    assertThat(gateway.newTenant().get("/v1/models/nobody").code()).isEqualTo("model_not_found");
  }
}
