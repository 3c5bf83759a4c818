package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// One body, sent to each provider in turn.
@GatewayTest
class ThreeProvidersTests {
  private static final String TEXT =
      """
      {"prompt": "A paper lantern drifts over a quiet canal at dusk", "seconds": "6",
       "resolution": "480p", "aspect_ratio": "9:16", "generate_audio": true,
       "provider": {"only": ["%s"]}}
      """;
  private static final String IMAGE =
      """
      {"prompt": "The bud opens", "seconds": 4, "resolution": "720p",
       "input_reference": {"image_url": "https://studio.example.org/bud.png"},
       "provider": {"only": ["%s"]}}
      """;

  @Autowired private TestGateway gateway;

  @ParameterizedTest
  @CsvSource({"wavespeed, 0.3600", "empiriolabs, 0.4200"})
  void textBecomesAVideoAtTheProvidersPrice(String provider, String cost) {
    assertThat(cost(TEXT, provider)).isEqualByComparingTo(cost);
  }

  @ParameterizedTest
  @CsvSource({"wavespeed, 0.4800", "empiriolabs, 0.6000"})
  void anImageBecomesAVideoAtTheProvidersPrice(String provider, String cost) {
    assertThat(cost(IMAGE, provider)).isEqualByComparingTo(cost);
  }

  /// Width × height × (24 × seconds + 1) / 1024 tokens, at 3.75 dollars a million.
  @ParameterizedTest
  @CsvSource({"text, 496, 864, 6", "image, 1280, 720, 4"})
  void runwareChargesByPixelsAndFrames(String from, int width, int height, int seconds) {
    BigDecimal tokens =
        BigDecimal.valueOf((long) width * height * (24L * seconds + 1))
            .divide(BigDecimal.valueOf(1024));
    BigDecimal expected =
        tokens.multiply(new BigDecimal("0.00000375")).setScale(6, RoundingMode.HALF_UP);
    assertThat(cost(from.equals("text") ? TEXT : IMAGE, "runware")).isEqualByComparingTo(expected);
  }

  private BigDecimal cost(String body, String provider) {
    TestClient caller = gateway.newTenant();
    String request = body.formatted(provider);
    JsonNode estimate = caller.post("/v1/videos/estimate", request).json();

    JsonNode video = gateway.finished(caller, gateway.accepted(caller, request));

    assertThat(video.required("status").asString()).as(video.toString()).isEqualTo("completed");
    assertThat(video.required("provider").required("slug").asString()).isEqualTo(provider);
    BigDecimal actual = new BigDecimal(video.required("cost").required("actual").asString());
    assertThat(actual)
        .isLessThanOrEqualTo(new BigDecimal(estimate.required("amount_max").asString()));
    assertThat(video.required("cost").required("max")).isEqualTo(estimate.required("amount_max"));
    assertThat(video.required("cost").required("estimated")).isEqualTo(estimate.required("amount"));
    String content = "/v1/videos/" + video.required("id").asString() + "/content";
    assertThat(caller.bytes("GET", content).statusCode()).isEqualTo(200);
    return actual;
  }
}
