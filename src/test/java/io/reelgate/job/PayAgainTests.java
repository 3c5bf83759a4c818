package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// An operator who would rather pay twice than fail.
@GatewayTest
@TestPropertySource(properties = "reelgate.failover.pay-again=true")
class PayAgainTests {
  @Autowired private TestGateway gateway;

  @Test
  void aProviderThatMayHaveChargedIsFollowedToo() {
    TestClient caller = gateway.newTenant();
    String id =
        gateway.accepted(
            caller,
            """
            {"prompt":"A lantern [sandbox: runware.fail=capacity]","seconds":5,
             "provider":{"order":["runware","wavespeed"]}}\
            """);

    JsonNode video = gateway.finished(caller, id);

    assertThat(video.required("status").asString()).isEqualTo("completed");
    assertThat(video.required("provider").required("slug").asString()).isEqualTo("wavespeed");
    assertThat(video.required("provider").required("attempts").asInt()).isEqualTo(2);
    assertThat(video.required("cost").required("actual").isNull())
        .as("what the first provider charged is open")
        .isTrue();
  }
}
