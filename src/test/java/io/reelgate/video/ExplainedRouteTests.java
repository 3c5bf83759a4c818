package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Why a video goes where it goes, as callers and operators see it.
@GatewayTest
class ExplainedRouteTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> PROVIDERS = List.of("empiriolabs", "runware", "wavespeed");

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    caller = gateway.newTenant();
  }

  @Test
  void aVideoTellsWhyItWentWhereItWent() {
    String id =
        gateway.accepted(
            caller,
            """
            {"prompt":"A lantern [sandbox: runware.submit=429]","max_cost":"0.7","seconds":5}\
            """);
    gateway.finished(caller, id);

    JsonNode route = caller.get("/v1/videos/" + id + "/route").json();

    JsonNode accepted = route.required("accepted");
    assertThat(accepted.required("sort").asString()).isEqualTo("price");
    assertThat(accepted.required("weights").toString()).isEqualTo("{\"price\":1.0}");
    assertThat(offers(accepted))
        .containsExactly("1 runware 0.4050", "2 wavespeed 0.6000", "null empiriolabs 0.7500");
    assertThat(accepted.required("offers").required(2).required("reason").asString())
        .isEqualTo("max_cost");
    JsonNode best = accepted.required("offers").required(0);
    assertThat(best.required("health").propertyNames())
        .contains("score", "success", "success_24h", "speed", "calm", "calls", "breaker", "behind");
    assertThat(best.required("expected_seconds").asDouble()).isPositive();
    JsonNode attempts = route.required("attempts");
    assertThat(attempts.values())
        .extracting(each -> each.required("provider").asString())
        .containsExactly("runware", "wavespeed");
    assertThat(offers(attempts.required(1).required("decision")))
        .containsExactly("1 runware 0.4050", "2 wavespeed 0.6000");
    assertThat(attempts.required(1).required("decision").required("passed").toString())
        .contains("runware TRIED");
    assertThat(route.toString()).doesNotContain("sandbox", "lantern");
    assertThat(stored(id)).isBetween(200, 4_000);
  }

  private int stored(String id) {
    return jdbc.sql("select max(length(route::text)) from attempt where job_id = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  private static List<String> offers(JsonNode decision) {
    List<String> offers = new ArrayList<>();
    for (JsonNode each : decision.required("offers")) {
      offers.add(
          "%s %s %s"
              .formatted(
                  each.required("rank").asString("null"),
                  each.required("provider").asString(),
                  each.required("amount").asString("null")));
    }
    return offers;
  }

  @Test
  void operatorsSeeTheSameAndOtherTenantsNothing() {
    String id = gateway.accepted(caller, "{\"prompt\":\"A lantern\"}");
    gateway.finished(caller, id);

    JsonNode history = gateway.admin().get("/v1/admin/videos/" + id).json();
    assertThat(offers(history.required("route"))).hasSize(3);
    assertThat(offers(history.required("attempts").required(0).required("route"))).hasSize(3);
    Answer others = gateway.newTenant().get("/v1/videos/" + id + "/route");
    assertThat(others.status()).isEqualTo(404);
    assertThat(others.code()).isEqualTo("video_not_found");
  }

  @Test
  void learnedTimesGiveTheEtaAndKeepDeadlines() {
    PROVIDERS.forEach(this::slow);
    String body = "{\"prompt\":\"A lantern\",\"seconds\":11,\"resolution\":\"480p\"%s}";
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    caller
                        .post("/v1/videos/estimate", body.formatted(""))
                        .json()
                        .required("routes"))
                .allSatisfy(route -> {
                  assertThat(route.required("p90_seconds").isNumber()).isTrue();
                  assertThat(route.required("expected_seconds").asDouble()).isBetween(180.0, 220.0);
                }));

    JsonNode made = caller.post("/v1/videos", body.formatted("")).json();
    assertThat(made.required("queue").required("eta_seconds").asInt()).isBetween(170, 220);
    Answer refused = caller.post("/v1/videos", body.formatted(",\"deadline_seconds\":90"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("no_route");
    assertThat(refused.param()).isEqualTo("deadline_seconds");
    assertThat(refused.response().body()).contains(PROVIDERS);
    assertThat(caller.post("/v1/videos", body.formatted(",\"deadline_seconds\":600")).status())
        .isEqualTo(200);
    caller.post("/v1/videos/" + made.required("id").asString() + "/cancel", null);
  }

  /// Ten videos of eleven seconds that took 200 s each.
  private void slow(String provider) {
    jdbc.sql(
            """
            insert into provider_timing (began_at, provider, live, model, operation, resolution, seconds,
              accepts, finishes)
            values (date_trunc('hour', now()), :provider, false, 'seedance-2.0-mini', 'text_to_video', '480p',
              11, '{}', array_fill(0, array[88]) || 10)
            """)
        .param("provider", provider)
        .update();
  }

  @Test
  void aRefusalTellsTheReasonOfEveryProvider() {
    Answer answer =
        caller.post(
            "/v1/videos",
            "{\"prompt\":\"A lantern\",\"max_cost\":\"0.41\",\"provider\":{\"ignore\":[\"wavespeed\"]}}");

    assertThat(answer.code()).isEqualTo("max_cost_exceeded");
    assertThat(answer.response().body())
        .contains("runware: the video can cost up to 0.4455 USD")
        .contains("empiriolabs: the video can cost up to 0.7500 USD")
        .contains("wavespeed: provider.ignore leaves no provider");
  }
}
