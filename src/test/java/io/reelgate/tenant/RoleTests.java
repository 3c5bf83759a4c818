package io.reelgate.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/// A replica that is there for something else answers no callers.
@IdleGatewayTest
@TestPropertySource(properties = "reelgate.roles=sandbox")
class RoleTests {
  @Autowired private TestGateway gateway;
  @Autowired private Environment environment;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/videos",
        "/v1/admin/tenants",
        "/media/video_1/0",
        "/callbacks/runware/1",
        "/v3/api-docs",
        "/swagger-ui.html",
        "/nowhere"
      })
  void nothingOfTheApiIsThere(String path) {
    for (Answer answer :
        new Answer[] {gateway.admin().get(path), gateway.admin().post(path, "{}")}) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("unsupported_endpoint");
      assertThat(answer.json().at("/error/message").asString())
          .isEqualTo("this replica answers no callers: reelgate.roles lacks api");
    }
  }

  @Test
  void whatItIsThereForAnswers() {
    int management = environment.getRequiredProperty("local.management.port", Integer.class);
    TestClient probes = new TestClient(management, null);

    assertThat(gateway.sandboxCounts().has("accepted")).isTrue();
    assertThat(probes.get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(probes.get("/actuator/prometheus").status()).isEqualTo(200);
  }
}
