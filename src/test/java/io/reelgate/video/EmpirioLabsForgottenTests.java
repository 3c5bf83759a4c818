package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Jobs whose tasks were forgotten before anybody saw them finished.
@GatewayTest
@TestPropertySource(properties = "reelgate.sandbox.empiriolabs.job-life=1ns")
class EmpirioLabsForgottenTests {
  @Autowired private TestGateway gateway;

  private JsonNode video(String prompt) {
    TestClient caller = gateway.newTenant();
    String body =
        """
        {"prompt": "%s", "seconds": 4, "resolution": "480p", "provider": {"only": ["empiriolabs"]}}
        """
            .formatted(prompt);
    return gateway.finished(caller, gateway.accepted(caller, body));
  }

  @Test
  void theUsageListKnowsTheFileAndTheCharge() {
    JsonNode video = video("A lantern on a canal");
    assertThat(video.required("status").asString()).as(video.toString()).isEqualTo("completed");
    assertThat(video.required("width").asInt()).isEqualTo(864);
    assertThat(video.required("cost").required("actual").asString()).isEqualTo("0.2800");
  }
}
