package io.reelgate.job.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// What operators see of a job.
@GatewayTest
class HistoryTests {
  @Autowired private TestGateway gateway;

  @Test
  void everyAttemptAndChangeIsToldAndNoSecret() {
    TestClient caller = gateway.newTenant();
    String id =
        gateway.accepted(
            caller,
            """
            {"prompt":"A secret lantern [sandbox: wavespeed.fail=capacity]","seconds":5,
             "provider":{"only":["runware","wavespeed"],"order":["wavespeed"]}}\
            """);
    gateway.finished(caller, id);

    TestClient.Answer answer = gateway.admin().get("/v1/admin/videos/" + id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).doesNotContain("lantern", "http");
    JsonNode history = answer.json();
    assertThat(history.required("state").asString()).isEqualTo("completed");
    assertThat(history.required("cost").required("actual").asString()).isEqualTo("0.408375");
    assertThat(history.required("cost").required("reserved").asString()).isEqualTo("0.0000");
    JsonNode attempts = history.required("attempts");
    assertThat(attempts.size()).isEqualTo(2);
    JsonNode first = attempts.required(0);
    assertThat(first.required("provider").asString()).isEqualTo("wavespeed");
    assertThat(first.required("account").asString()).isEqualTo("sandbox");
    assertThat(first.required("state").asString()).isEqualTo("failed");
    assertThat(first.required("failure_kind").isNull()).isFalse();
    assertThat(first.required("failure_code").isNull()).isFalse();
    assertThat(first.required("actual").asString()).isEqualTo("0.0000");
    assertThat(first.required("upstream_id").isNull()).isFalse();
    assertThat(attempts.required(1).required("actual").asString()).isEqualTo("0.408375");
    assertThat(attempts.required(1).required("cost_source").asString()).isEqualTo("reported");
    assertThat(history.required("events").values())
        .extracting(each -> each.required("type").asString())
        .containsSubsequence("queued", "leased", "submitting", "generating", "queued", "completed");
  }

  @Test
  void onlyOperatorsSeeItAndOnlyWhatIsThere() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"A lantern\"}");

    assertThat(caller.get("/v1/admin/videos/" + id).status()).isEqualTo(401);
    assertThat(gateway.admin().get("/v1/admin/videos/video_01k9zq4v7m2c8x5t3r6w0d1e2f").status())
        .isEqualTo(404);
    assertThat(gateway.admin().get("/v1/admin/videos/nonsense").status()).isEqualTo(404);
  }
}
