package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.KnownClips;
import io.reelgate.outbound.GuardedClient;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/// What is learned about a source before its edit is priced.
@GatewayTest
@Import(EstimateProbeTests.Clips.class)
class EstimateProbeTests {
  private static final String SOURCE =
      "\"model\":\"seedance-2.0-mini\",\"video\":{\"url\":\"https://clips.invalid/canal.mp4\"}";

  @Autowired private TestGateway gateway;
  @Autowired private KnownClips clips;

  @TestConfiguration(proxyBeanMethods = false)
  static class Clips {
    @Bean
    @Primary
    KnownClips knownClips(GuardedClient client) {
      return new KnownClips(client);
    }
  }

  @Test
  void anEditIsPricedByTheLengthOfItsSource() {
    JsonNode estimate = estimated(SOURCE, "edit");

    assertThat(estimate.required("input_seconds").asDouble()).isEqualTo(10.0);
    assertThat(estimate.required("amount").asString()).isEqualTo("1.5000");
    assertThat(estimate.required("amount_max").asString()).isEqualTo("1.5000");
    JsonNode empirioLabs = estimate.required("routes").required(1);
    assertThat(empirioLabs.required("provider").asString()).isEqualTo("empiriolabs");
    assertThat(empirioLabs.required("amount").asString()).isEqualTo("3.5900");
    assertThat(empirioLabs.required("amount_max").asString()).isEqualTo("7.1800");
  }

  @Test
  void whatNoPriceDependsOnIsNotLookedAt() {
    int before = clips.looks();
    estimated("\"seconds\":5", "create");
    estimated(SOURCE + ",\"provider\":{\"only\":[\"wavespeed\"]}", "extend");
    assertThat(clips.looks()).isEqualTo(before);
    estimated(SOURCE, "extend");
    assertThat(clips.looks()).isEqualTo(before + 1);
  }

  private JsonNode estimated(String fields, String purpose) {
    Answer answer =
        gateway
            .newTenant()
            .post(
                "/v1/videos/estimate?purpose=" + purpose,
                "{\"prompt\":\"Heavy rain\"," + fields + "}");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }
}
