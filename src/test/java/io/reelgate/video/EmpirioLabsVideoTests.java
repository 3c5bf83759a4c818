package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Whole jobs on EmpirioLabs' wire.
@GatewayTest
class EmpirioLabsVideoTests {
  private static final String ONLY = "\"provider\":{\"only\":[\"empiriolabs\"]}";

  @Autowired private TestGateway gateway;

  private JsonNode video(String fields) {
    TestClient caller = gateway.newTenant();
    String id =
        gateway.accepted(
            caller, "{\"prompt\":\"A lantern on a canal\",%s,%s}".formatted(fields, ONLY));
    JsonNode video = gateway.finished(caller, id);
    assertThat(video.required("status").asString()).as(video.toString()).isEqualTo("completed");
    return video;
  }

  /// What it cost, which is never more than was said before.
  private static String cost(JsonNode video) {
    JsonNode cost = video.required("cost");
    assertThat(dollars(cost, "actual")).isPositive().isLessThanOrEqualTo(dollars(cost, "max"));
    return cost.required("actual").asString();
  }

  private static BigDecimal dollars(JsonNode cost, String name) {
    return new BigDecimal(cost.required(name).asString());
  }

  @ParameterizedTest
  @CsvSource({"4, 480p, 864, 0.2800", "5, 720p, 1280, 0.7500"})
  void aPromptBecomesAVideoAtThePriceOfTheSheet(
      int seconds, String resolution, int width, String dollars) {
    JsonNode video = video("\"seconds\":%d,\"resolution\":\"%s\"".formatted(seconds, resolution));
    assertThat(video.required("width").asInt()).isEqualTo(width);
    assertThat(video.required("duration").asDouble()).isBetween(seconds - 0.1, seconds + 0.2);
    assertThat(cost(video)).isEqualTo(dollars);
  }

  @Test
  void anImageBecomesAVideo() {
    JsonNode video = video("\"seconds\":6,\"first_frame\":\"https://media.example.test/bud.png\"");
    assertThat(cost(video)).isEqualTo("0.9000");
  }

  @Test
  void aLengthThatTheModelChoseIsPaidByTheUsageList() {
    JsonNode video = video("\"seconds\":\"auto\"");
    assertThat(video.required("duration").asDouble()).isBetween(5.9, 6.2);
    assertThat(cost(video)).isEqualTo("0.9000");
  }

  @Test
  void oneReferenceIsTakenAndTwoAreNot() {
    TestClient caller = gateway.newTenant();
    String image =
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://m.example.test/a.png\"}}";
    String clip =
        "{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://m.example.test/a.mp4\"}}";
    assertThat(
            caller
                .post(
                    "/v1/videos",
                    "{\"prompt\":\"p\",\"input_references\":[%s,%s],%s}"
                        .formatted(image, clip, ONLY))
                .status())
        .isEqualTo(400);
    JsonNode video = video("\"seconds\":5,\"input_references\":[%s]".formatted(clip));
    assertThat(cost(video)).isEqualTo("1.7950");
  }
}
