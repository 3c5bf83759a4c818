package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/// A video of somebody else is a video that is not there.
@GatewayTest
class TenancyTests {
  private static final String MISSING = "video_01k9zq4v7m2c8x5t3r6w0d1e2f";

  @Autowired private TestGateway gateway;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /v1/videos/{id}                   | ",
        "GET    | /v1/videos/{id}?wait=5            | ",
        "HEAD   | /v1/videos/{id}                   | ",
        "DELETE | /v1/videos/{id}                   | ",
        "DELETE | /v1/videos/{id}?cancel=true       | ",
        "POST   | /v1/videos/{id}/cancel            | ",
        "GET    | /v1/videos/{id}/content           | ",
        "HEAD   | /v1/videos/{id}/content           | ",
        "GET    | /v1/videos/{id}/content?index=3   | ",
        "GET    | /v1/videos/{id}/content?variant=thumbnail | ",
        "POST   | /v1/videos/{id}/remix             | {\"prompt\":\"p\"}",
        "POST   | /v1/videos/edits                  | {\"prompt\":\"p\",\"video\":\"{id}\"}",
        "POST   | /v1/videos/extensions             | {\"prompt\":\"p\",\"video\":{\"id\":\"{id}\"}}"
      })
  void aForeignVideoIsAMissingOne(String method, String path, @Nullable String body) {
    TestClient owner = gateway.newTenant();
    TestClient stranger = gateway.newTenant();
    String running = gateway.accepted(owner, "{\"prompt\":\"[sandbox: delay=1s]\"}");
    String finished = gateway.accepted(owner, "{\"prompt\":\"p\"}");
    gateway.finished(owner, finished);

    Answer missing = ask(stranger, MISSING, method, path, body);

    assertThat(missing.status()).isEqualTo(404);
    if (!method.equals("HEAD")) {
      assertThat(missing.code()).isEqualTo("video_not_found");
    }
    for (String id : List.of(running, finished, "nobody", MISSING.replace("video", "vidio"))) {
      Answer foreign = ask(stranger, id, method, path, body);
      assertThat(foreign.status()).isEqualTo(404);
      assertThat(foreign.response().body()).isEqualTo(missing.response().body());
    }
    assertThat(gateway.finished(owner, running).required("status").asString())
        .isEqualTo("completed");
    assertThat(owner.get("/v1/videos/" + finished + "/content").status()).isEqualTo(200);
  }

  @Test
  void listsShowOnesOwn() {
    TestClient owner = gateway.newTenant();
    String id = gateway.accepted(owner, "{\"prompt\":\"p\"}");
    TestClient stranger = gateway.newTenant();

    assertThat(stranger.get("/v1/videos").json().required("data").size()).isZero();
    assertThat(stranger.get("/v1/videos?order=asc&after=" + id).json().required("data").size())
        .isZero();
    assertThat(owner.get("/v1/videos").json().required("data").size()).isEqualTo(1);
  }

  @Test
  void anotherKeyOfTheTenantSeesTheSame() {
    Answer tenant = gateway.admin().post("/v1/admin/tenants", "{\"name\":\"two keys\"}");
    String keys = "/v1/admin/tenants/" + tenant.text("id") + "/keys";
    String body = "{\"name\":\"k\",\"mode\":\"test\"}";
    TestClient one = gateway.anonymous().as(gateway.admin().post(keys, body).text("key"));
    TestClient other = gateway.anonymous().as(gateway.admin().post(keys, body).text("key"));

    String id = gateway.accepted(one, "{\"prompt\":\"p\"}");

    assertThat(other.get("/v1/videos/" + id).status()).isEqualTo(200);
  }

  private static Answer ask(
      TestClient caller, String id, String method, String path, @Nullable String body) {
    return caller.send(
        method,
        path.replace("{id}", id),
        body == null ? null : body.replace("{id}", id),
        "Content-Type",
        "application/json");
  }
}
