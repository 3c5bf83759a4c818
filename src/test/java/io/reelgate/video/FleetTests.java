package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// How the providers are doing, and what it means for videos when they are not.
@GatewayTest
class FleetTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> PROVIDERS = List.of("empiriolabs", "runware", "wavespeed");

  @Autowired private TestGateway gateway;
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    caller = gateway.newTenant();
  }

  @Test
  void whatFailsIsSeenInTheHealthOfTheFleet() {
    String script =
        "{\"prompt\":\"A lantern [sandbox: fail=internal]\",\"provider\":{\"only\":[\"wavespeed\"]},"
            + "\"resolution\":\"480p\",\"seconds\":9,\"frame_images\":[{\"image_url\":"
            + "\"https://studio.example.org/bud.png\",\"frame_type\":\"first_frame\"}]}";
    for (int number = 0; number < 4; number++) {
      gateway.finished(caller, gateway.accepted(caller, script));
    }

    JsonNode offer =
        await()
            .atMost(PATIENCE)
            .until(
                () -> report(accounts().required("data"), "account", "sandbox"),
                each -> each.path("failed").asLong() >= 4);
    assertThat(offer.required("health").required("success").asDouble()).isLessThan(0.8);
    assertThat(offer.required("health").required("score").asDouble()).isLessThan(0.7);
    assertThat(offer.required("last_failure").asString()).isEqualTo("provider_error");
    assertThat(offer.required("trend").size()).isPositive();
    JsonNode shown =
        await()
            .atMost(PATIENCE)
            .until(
                () -> caller.get("/v1/providers").json(),
                each ->
                    failed(each, "slug", "wavespeed") == failed(accounts(), "account", "sandbox"));
    assertThat(shown.toString()).doesNotContain("sandbox", "account", "key");
    assertThat(gateway.anonymous().get("/v1/providers").status()).isEqualTo(401);
    assertThat(caller.get("/v1/admin/health").status()).isEqualTo(401);
  }

  private static long failed(JsonNode list, String field, String value) {
    return report(list.required("data"), field, value).required("failed").asLong();
  }

  private JsonNode accounts() {
    return gateway.admin().get("/v1/admin/health").json();
  }

  /// What wavespeed does with a first frame.
  private static JsonNode report(JsonNode all, String field, String value) {
    for (JsonNode each : all) {
      boolean wavespeed =
          each.path("provider").asString("wavespeed").equals("wavespeed")
              && each.required(field).asString().equals(value);
      for (JsonNode offer : each.required("offers")) {
        if (wavespeed && offer.required("operation").asString().equals("image_to_video")) {
          return offer;
        }
      }
    }
    return MissingNode.getInstance();
  }

  /// That everybody is closed for now is no fault of the request.
  @Test
  void whenAllAreClosedAVideoIsAcceptedAndWaits() {
    try {
      act("force-open");
      String id = gateway.accepted(caller, "{\"prompt\":\"A lantern\"}");
      await()
          .atMost(PATIENCE)
          .until(() ->
              accounts().required("data").values().stream()
                  .filter(each -> each.required("account").asString().equals("sandbox"))
                  .allMatch(each -> each.required("breaker").asString().equals("open")));
      await()
          .atMost(PATIENCE)
          .until(
              () -> caller.post("/v1/videos/estimate", "{\"prompt\":\"p\"}").json(),
              each -> each.at("/routes/0/held").asString("").equals("open"));
      assertThat(caller.get("/v1/videos/" + id).text("status")).isEqualTo("queued");
      act("enable");
      assertThat(gateway.finished(caller, id).required("status").asString()).isEqualTo("completed");
    } finally {
      act("enable");
    }
  }

  private void act(String act) {
    PROVIDERS.forEach(each -> act(each, act));
  }

  private void act(String provider, String act) {
    gateway.admin().get("/v1/admin/providers");
    String path = "/v1/admin/providers/" + provider + "/accounts/sandbox/" + act;
    assertThat(gateway.admin().post(path, null).status()).isEqualTo(200);
  }

  /// Few, and of another size than those of other tests, which wait for what was learned of theirs.
  @Test
  void whoIsTakenOutFinishesWhatItHas() {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < 2; number++) {
      String prompt = "Number %d [sandbox: delay=8s]".formatted(number);
      ids.add(
          gateway.accepted(
              caller, "{\"prompt\":\"%s\",\"resolution\":\"480p\"}".formatted(prompt)));
    }
    ids.forEach(id -> gateway.inState(caller, id, "generating"));
    try {
      act("runware", "drain");
      String later = gateway.accepted(caller, "{\"prompt\":\"A lantern\"}");
      assertThat(gateway.finished(caller, later).required("provider").required("slug").asString())
          .isEqualTo("wavespeed");
      for (String id : ids) {
        JsonNode video = gateway.finished(caller, id);
        assertThat(video.required("status").asString()).isEqualTo("completed");
        assertThat(video.required("provider").required("slug").asString()).isEqualTo("runware");
      }
    } finally {
      act("runware", "enable");
    }
  }
}
