package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// With a provider whose charge is never quite its list price, and a caller who minds a half per
/// cent.
@GatewayTest
@TestPropertySource(properties = "reelgate.jobs.drift-warning=0.005")
class DriftTests {
  @Autowired private TestGateway gateway;
  @Autowired private MeterRegistry meters;

  private JsonNode made(String provider) {
    TestClient caller = gateway.newTenant();
    String body =
        """
        {"prompt":"A lantern","seconds":5,"size":"1280x720","provider":{"only":["%s"]}}
        """
            .formatted(provider);
    return gateway.finished(caller, gateway.accepted(caller, body));
  }

  /// Measured just after the end is committed.
  private double drift(String provider) {
    DistributionSummary drift =
        meters
            .find("reelgate.cost.drift")
            .tags("provider", provider, "model", "seedance-2.0-mini")
            .summary();
    return drift == null ? 0 : drift.totalAmount();
  }

  @Test
  void aChargeAboveTheListIsSaidAndMeasured() {
    JsonNode video = made("runware");

    JsonNode warning = video.required("warnings").required(0);
    assertThat(video.required("cost").required("actual").asString()).isEqualTo("0.408375");
    assertThat(warning.required("code").asString()).isEqualTo("cost_drift");
    assertThat(warning.required("param").isNull()).isTrue();
    assertThat(warning.required("message").asString()).contains("cost.estimated");
    await().untilAsserted(() -> assertThat(drift("runware")).isEqualTo(408_375 / 405_000.0));
  }

  @Test
  void aChargeAsListedIsOnlyMeasured() {
    JsonNode video = made("wavespeed");

    assertThat(video.required("warnings")).isEmpty();
    await().untilAsserted(() -> assertThat(drift("wavespeed")).isEqualTo(1));
  }
}
