package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@GatewayTest
class RunwareJobTests {
  @Autowired private TestGateway gateway;

  @Test
  void aVideoCostsWhatTheProviderReports() {
    JsonNode video =
        finished(
            """
            {"prompt":"A lantern on a canal","seconds":5,"size":"1280x720",\
            "provider":{"only":["runware"]}}\
            """);
    assertThat(video.required("width").asInt()).isEqualTo(1280);
    assertThat(video.required("height").asInt()).isEqualTo(720);
    assertThat(video.required("duration").asDouble()).isBetween(4.9, 5.2);
    assertCosts(video, "0.4050", "0.4455", "0.408375");
  }

  @Test
  void severalVideosOfOneOrderCostTheirSum() {
    JsonNode video =
        finished(
            """
            {"prompt":"A lantern on a canal","seconds":4,"size":"864x496","n":2,\
            "provider":{"only":["runware"]}}\
            """);
    assertThat(video.required("outputs").size()).isEqualTo(2);
    assertCosts(video, "0.2880", "0.3168", "0.304458");
  }

  @Test
  void aVideoIsPromisedAsLongAsItsOrderHasItKept() {
    JsonNode video =
        finished(
            """
            {"prompt":"A lantern on a canal","seconds":4,"size":"864x496",\
            "provider":{"only":["runware"],"options":{"runware":{"ttl":3600}}}}\
            """);
    long kept = video.required("expires_at").asLong() - video.required("completed_at").asLong();
    assertThat(kept).isEqualTo(3600);
  }

  private JsonNode finished(String json) {
    TestClient caller = gateway.newTenant();
    JsonNode video = gateway.finished(caller, gateway.accepted(caller, json));
    assertThat(video.required("status").asString()).as(video.toString()).isEqualTo("completed");
    return video;
  }

  private static void assertCosts(JsonNode video, String estimated, String most, String actual) {
    JsonNode cost = video.required("cost");
    assertThat(cost.required("estimated").asString()).isEqualTo(estimated);
    assertThat(cost.required("max").asString()).isEqualTo(most);
    assertThat(cost.required("actual").asString()).isEqualTo(actual);
    assertThat(new BigDecimal(actual)).isLessThanOrEqualTo(new BigDecimal(most));
  }
}
