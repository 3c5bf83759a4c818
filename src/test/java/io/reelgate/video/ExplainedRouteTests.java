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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Why a video goes where it goes, and how the providers are doing, as callers and operators see
/// it.
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

  @Test
  void learnedTimesGiveTheEtaAndKeepDeadlines() {
    PROVIDERS.forEach(this::slow);
    String body = "{\"prompt\":\"A lantern\",\"seconds\":11,\"resolution\":\"480p\"%s}";
    JsonNode estimate =
        await()
            .atMost(PATIENCE)
            .until(
                () -> caller.post("/v1/videos/estimate", body.formatted("")).json(),
                each -> each.required("routes").required(0).required("p90_seconds").isNumber());
    assertThat(estimate.required("routes").required(0).required("expected_seconds").asDouble())
        .isBetween(180.0, 220.0);

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
  void rulesOfTenantAndKeyBindEveryRequest() {
    TestClient admin = gateway.admin();
    String tenant = admin.post("/v1/admin/tenants", "{\"name\":\"The bound\"}").text("id");
    String path = "/v1/admin/tenants/" + tenant;
    Answer key =
        admin.post(
            path + "/keys", "{\"name\":\"k\",\"mode\":\"test\",\"scopes\":[\"read\",\"write\"]}");
    TestClient bound = caller.as(key.text("key"));
    String rules = path + "/keys/" + key.text("id") + "/routing";

    assertThat(admin.put(path + "/routing", "{\"deny\":[\"runware\"]}").status()).isEqualTo(200);
    assertThat(admin.put(rules, "{\"sort\":\"health\"}").status()).isEqualTo(200);
    JsonNode estimate = bound.post("/v1/videos/estimate", "{\"prompt\":\"p\"}").json();
    assertThat(estimate.required("sort").asString()).isEqualTo("health");
    assertThat(
            bound
                .post("/v1/videos/estimate", "{\"prompt\":\"p\",\"provider\":{\"sort\":\"price\"}}")
                .json()
                .required("sort")
                .asString())
        .isEqualTo("price");
    assertThat(ranked(estimate)).containsExactlyInAnyOrder("wavespeed", "empiriolabs");
    admin.put(rules, "{\"allow\":[\"runware\"]}");
    assertThat(bound.post("/v1/videos", "{\"prompt\":\"p\"}").code()).isEqualTo("no_route");
    admin.put(rules, "{\"regions\":[\"eu\"]}");
    assertThat(bound.post("/v1/videos", "{\"prompt\":\"p\"}").response().body())
        .contains("promises");
    admin.put(rules, "{}");
    assertThat(bound.post("/v1/videos", "{\"prompt\":\"p\"}").status()).isEqualTo(200);
    assertThat(admin.put(rules, "{\"sort\":\"beauty\"}").status()).isEqualTo(400);
  }

  /// A rule that is misspelt would permit what it was to forbid.
  @ParameterizedTest
  @ValueSource(strings = {"/routing", "/keys/%s/routing"})
  void aRuleThatNobodyKnowsIsRefused(String rules) {
    TestClient admin = gateway.admin();
    String tenant =
        admin.post("/v1/admin/tenants", "{\"name\":\"Misspelt %s\"}".formatted(rules)).text("id");
    String path = "/v1/admin/tenants/" + tenant;
    String key = admin.post(path + "/keys", "{\"name\":\"k\",\"mode\":\"test\"}").text("id");

    Answer answer =
        admin.put(path + rules.formatted(key), "{\"sort\":\"health\",\"denied\":[\"runware\"]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("unknown_parameter");
    assertThat(answer.param()).isEqualTo("denied");
    assertThat(admin.get(path).json().required("routing").required("sort").isNull()).isTrue();
  }

  private static List<String> ranked(JsonNode estimate) {
    List<String> ranked = new ArrayList<>();
    for (JsonNode each : estimate.required("routes")) {
      if (!each.required("rank").isNull()) {
        ranked.add(each.required("provider").asString());
      }
    }
    return ranked;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'only':['runware'],'ignore':['runware']           | provider.only",
        "'order':['runware'],'ignore':['runware']          | provider.order",
        "'order':['runware'],'only':['wavespeed']          | provider.order"
      })
  void contradictionsAreRefused(String preferences, String param) {
    Answer answer =
        caller.post(
            "/v1/videos",
            "{\"prompt\":\"p\",\"provider\":{%s}}".formatted(preferences.replace('\'', '"')));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("conflicting_parameters");
    assertThat(answer.param()).isEqualTo(param);
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
      JsonNode estimate = caller.post("/v1/videos/estimate", "{\"prompt\":\"p\"}").json();
      assertThat(estimate.required("routes").required(0).required("held").asString())
          .isEqualTo("open");
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

  @Test
  void whoIsTakenOutFinishesWhatItHas() {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      ids.add(
          gateway.accepted(
              caller, "{\"prompt\":\"Number %d [sandbox: delay=2s]\"}".formatted(number)));
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
