package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Rules about providers, of tenants, keys and single requests.
@GatewayTest
class BindingRuleTests {
  @Autowired private TestGateway gateway;
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    caller = gateway.newTenant();
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
}
