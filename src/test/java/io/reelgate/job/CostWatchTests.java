package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Tasks that outlive their jobs.
@GatewayTest
@TestPropertySource(
    properties = {
      "reelgate.jobs.sweep=200ms",
      "reelgate.jobs.cost-watch=400ms",
      "reelgate.jobs.first-cost-watch=200ms"
    })
class CostWatchTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    caller = gateway.newTenant();
  }

  @Test
  void anExpiredJobLearnsWhatItCostAndStaysExpired() {
    JsonNode video = expired("delay=10s", "wavespeed");

    assertThat(video.required("status_detail").asString()).isEqualTo("expired");
    assertThat(video.required("cost").required("actual").isNull()).isTrue();
    JsonNode later = settled(video);
    assertThat(later.required("cost").required("actual").asString()).isEqualTo("0.6000");
    assertThat(later.required("usage").required("cost").asDouble()).isEqualTo(0.6);
    assertThat(later.required("status_detail").asString()).isEqualTo("expired");
    assertThat(later.required("outputs").size()).isZero();
    assertThat(attempt(video)).isEqualTo("SUCCEEDED");
    assertThat(costSource(video)).as("the provider tells no cost").isEqualTo("computed");
    assertThat(reserved(video)).isZero();
  }

  @Test
  void anExpiredJobWhoseTaskFailsForNothingCostsNothing() {
    JsonNode video = expired("delay=10s] [sandbox: fail=internal", "wavespeed");

    assertThat(settled(video).required("cost").required("actual").asString()).isEqualTo("0.0000");
    assertThat(attempt(video)).isEqualTo("FAILED");
  }

  /// Its time is over while the provider still makes it.
  private JsonNode expired(String script, String provider) {
    String id =
        gateway.accepted(
            caller,
            "{\"prompt\":\"A lantern [sandbox: %s]\",\"provider\":{\"only\":[\"%s\"]}}"
                .formatted(script, provider));
    gateway.inState(caller, id, "generating");
    jdbc.sql("update job_work set deadline_at = reelgate_now() where job_id = :id")
        .param("id", id)
        .update();
    return gateway.finished(caller, id);
  }

  private JsonNode settled(JsonNode video) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> caller.get("/v1/videos/" + id(video)).json(),
            each -> !each.required("cost").required("actual").isNull());
  }

  private String attempt(JsonNode video) {
    return jdbc.sql("select state from attempt where job_id = :id")
        .param("id", id(video))
        .query(String.class)
        .single();
  }

  private String costSource(JsonNode video) {
    return jdbc.sql("select cost_source from attempt where job_id = :id")
        .param("id", id(video))
        .query(String.class)
        .single();
  }

  private long reserved(JsonNode video) {
    return jdbc.sql("select reserved_usd_micros from job where id = :id")
        .param("id", id(video))
        .query(Long.class)
        .single();
  }

  private static String id(JsonNode video) {
    return video.required("id").asString();
  }
}
