package io.reelgate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.TestClient.Answer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// The started gateway as its users see it.
@TestComponent
public final class TestGateway {
  /// A prompt whose video is not over for as long as a test looks. It fails in the end, so that
  /// nobody learns from it to ask later about the videos of other tests.
  public static final String ENDLESS = "[sandbox: delay=60s fail=moderation]";

  static final String ADMIN_KEY = "an-admin-key-of-the-tests";
  private static final AtomicInteger TENANTS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Environment environment;

  TestGateway(Environment environment) {
    this.environment = environment;
  }

  public int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  /// Calls without any key.
  public TestClient anonymous() {
    return new TestClient(port(), null);
  }

  public TestClient admin() {
    return new TestClient(port(), ADMIN_KEY);
  }

  /// A new tenant with a test key, which uses the sandbox.
  public TestClient newTenant() {
    return new TestClient(port(), newKey("test"));
  }

  /// The text of a new key of a new tenant.
  ///
  /// @param mode test or live
  public String newKey(String mode) {
    String name = "tenant " + TENANTS.incrementAndGet();
    Answer tenant = admin().post("/v1/admin/tenants", "{\"name\":\"%s\"}".formatted(name));
    Answer key =
        admin()
            .post(
                "/v1/admin/tenants/" + tenant.text("id") + "/keys",
                "{\"name\":\"key\",\"mode\":\"%s\"}".formatted(mode));
    return key.text("key");
  }

  /// Posts a video that must be accepted.
  ///
  /// @return its id
  public String accepted(TestClient caller, String json) {
    Answer answer = caller.post("/v1/videos", json);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.text("id");
  }

  /// Waits until the video is completed or failed.
  public JsonNode finished(TestClient caller, String id) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> caller.get("/v1/videos/" + id + "?wait=5"),
            answer -> answer.status() == 200 && !answer.json().required("completed_at").isNull())
        .json();
  }

  /// Waits until the video shows this {@code status_detail}.
  public JsonNode inState(TestClient caller, String id, String statusDetail) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> caller.get("/v1/videos/" + id),
            answer -> answer.status() == 200 && answer.text("status_detail").equals(statusDetail))
        .json();
  }

  /// What the sandbox has counted since the last reset.
  public JsonNode sandboxCounts() {
    return anonymous().get("/sandbox/admin/counts").json();
  }

  public void resetSandbox() {
    assertThat(anonymous().post("/sandbox/admin/reset", null).status()).isLessThan(300);
  }
}
