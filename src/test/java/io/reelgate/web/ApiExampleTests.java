package io.reelgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// That the gateway does what its API document shows.
@GatewayTest
class ApiExampleTests {
  private static final String JSON = "application~1json";

  @Autowired private TestGateway gateway;
  private ApiDocument document = new ApiDocument(MissingNode.getInstance());

  @BeforeEach
  void read() {
    document = new ApiDocument(gateway.anonymous().get("/v3/api-docs").json());
  }

  @Test
  void everyExampleOfARequestWorks() {
    TestClient caller = gateway.newTenant();
    String finished = gateway.accepted(caller, "{\"prompt\":\"A lantern\",\"seconds\":5}");
    gateway.finished(caller, finished);
    List<String> sent = new ArrayList<>();

    for (ApiDocument.Route route : document.routes()) {
      JsonNode examples = route.operation().at("/requestBody/content/" + JSON + "/examples");
      examples.forEachEntry((name, example) -> {
        String body = example.required("value").toString();
        Answer answer = caller.post(route.path().replace("{id}", finished), body);
        sent.add(route.path() + " " + name);

        assertThat(answer.status())
            .as("%s %s: %s", route, name, answer.response().body())
            .isEqualTo(200);
        assertThat(document.faults(route, 200, answer.json())).isEmpty();
        assertThat(answer.json().required("warnings")).as("%s %s", route, name).isEmpty();
      });
    }

    assertThat(sent)
        .contains("/v1/videos text", "/v1/videos/edits edit", "/v1/videos/{id}/remix remix")
        .hasSizeGreaterThan(8);
  }

  @Test
  void everyExampleOfAnAnswerFitsItsSchema() {
    List<String> seen = new ArrayList<>();
    for (ApiDocument.Route route : document.routes()) {
      document.answers(
          route,
          (status, answer) -> {
            JsonNode content = answer.at("/content/" + JSON);
            List<JsonNode> examples = new ArrayList<>();
            content.path("examples").forEach(each -> examples.add(each.required("value")));
            if (content.has("example")) {
              examples.add(content.required("example"));
            }
            for (JsonNode example : examples) {
              seen.add(route + " " + status);
              assertThat(document.faults(content.required("schema"), example))
                  .as(route + " " + status)
                  .isEmpty();
            }
          });
    }

    assertThat(seen).contains("POST /v1/videos 200", "GET /v1/videos/{id} 404");
  }

  @Test
  void whatIsAnsweredToTenantsIsWhatIsDescribed() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"A lantern\",\"metadata\":{\"a\":\"b\"}}");
    fits("GET", "/v1/videos/{id}", caller.get("/v1/videos/" + id));
    gateway.finished(caller, id);
    String refused = gateway.accepted(caller, "{\"prompt\":\"No [sandbox: fail=moderation]\"}");
    gateway.finished(caller, refused);

    Answer read = caller.get("/v1/videos/" + id);
    fits("GET", "/v1/videos/{id}", read);
    assertThat(read.header("etag")).isPresent();
    assertThat(
            caller
                .get("/v1/videos/" + id, "If-None-Match", read.header("etag").orElseThrow())
                .status())
        .isEqualTo(304);
    Answer failed = caller.get("/v1/videos/" + refused);
    assertThat(failed.json().required("error").isNull()).isFalse();
    fits("GET", "/v1/videos/{id}", failed);
    fits("GET", "/v1/videos/{id}/route", caller.get("/v1/videos/" + id + "/route"));
    fits("GET", "/v1/providers", caller.get("/v1/providers"));
    fits("GET", "/v1/videos", caller.get("/v1/videos"));
    fits("GET", "/v1/models", caller.get("/v1/models"));
    fits("GET", "/v1/models/{id}", caller.get("/v1/models/seedance-2.0-mini"));
    fits("GET", "/v1/videos/models", caller.get("/v1/videos/models"));
    fits("POST", "/v1/videos/{id}/cancel", caller.post("/v1/videos/" + id + "/cancel", null));
    fits("GET", "/v1/videos", caller.get("/v1/videos?limit=-1"));
    fits("POST", "/v1/videos", caller.post("/v1/videos", "{\"prompt\":\"A\",\"seconds\":99}"));
    fits("POST", "/v1/videos", caller.as("nobody").post("/v1/videos", "{}"));
    fits("DELETE", "/v1/videos/{id}", caller.delete("/v1/videos/" + id));
    fits("DELETE", "/v1/videos/{id}", caller.delete("/v1/videos/" + id));
  }

  @Test
  void whatIsAnsweredToOperatorsIsWhatIsDescribed() {
    TestClient admin = gateway.admin();
    String tenants = "/v1/admin/tenants";
    Answer tenant = admin.post(tenants, example(tenants).put("name", "The described").toString());
    fits("POST", tenants, tenant);
    fits("POST", tenants, admin.post(tenants, "{\"name\":\"The described\"}"));
    fits("GET", tenants, admin.get(tenants + "?limit=2"));
    String one = tenants + "/" + tenant.text("id");
    fits("GET", tenants + "/{id}", admin.get(one));
    String keys = tenants + "/{tenantId}/keys";
    Answer key = admin.post(one + "/keys", example(keys).toString());
    fits("POST", keys, key);
    fits("GET", keys, admin.get(one + "/keys"));
    String rules = tenants + "/{tenantId}/routing";
    fits("PUT", rules, admin.put(one + "/routing", example("PUT", rules).toString()));
    fits("GET", "/v1/admin/health", admin.get("/v1/admin/health"));
    fits("DELETE", keys + "/{keyId}", admin.delete(one + "/keys/" + key.text("id")));
    fits("POST", tenants + "/{id}/disable", admin.post(one + "/disable", null));
    fits("POST", tenants + "/{id}/enable", admin.post(one + "/enable", null));

    String attempts = "/v1/admin/attempts";
    fits("GET", attempts, admin.get(attempts));
    fits("GET", attempts, admin.get(attempts + "?state=accepted"));
    String settle = attempts + "/{id}/settle";
    String nobodys = attempts + "/3f0c5a52-5a0e-4c3e-9c55-0d7f6a9b1e01/settle";
    fits("POST", settle, admin.post(nobodys, example(settle).toString()));

    String ledger = "/v1/admin/ledger";
    fits("GET", ledger, admin.get(ledger));
    String differences = ledger + "/differences";
    fits("GET", differences, admin.get(differences));
    fits("GET", differences, admin.get(differences + "?state=old"));
    String close = differences + "/{id}/close";
    fits("POST", close, admin.post(differences + "/999999/close", example(close).toString()));

    TestClient nobody = gateway.anonymous();
    fits("GET", "/sandbox/admin/counts", nobody.get("/sandbox/admin/counts"));
    fits("GET", "/sandbox/admin/tasks", nobody.get("/sandbox/admin/tasks"));
  }

  private void fits(String method, String path, Answer answer) {
    ApiDocument.Route route = document.route(method, path);
    String body = answer.response().body();
    JsonNode described = document.resolved(route.operation().at("/responses/" + answer.status()));

    assertThat(described.isObject()).as("%s %d %s", route, answer.status(), body).isTrue();
    assertThat(document.faults(route, answer.status(), answer.json())).as(body).isEmpty();
    described
        .path("headers")
        .forEachEntry((name, header) -> {
          if (document.resolved(header).path("required").asBoolean(false)) {
            assertThat(answer.header(name)).as("%s %s", route, name).isPresent();
          }
        });
  }

  /// The body that the page offers: the example of the whole, or else made of those of the members
  /// that must be there.
  private ObjectNode example(String path) {
    return example("POST", path);
  }

  private ObjectNode example(String method, String path) {
    JsonNode schema =
        document.resolved(
            document
                .route(method, path)
                .operation()
                .at("/requestBody/content/" + JSON + "/schema"));
    if (schema.has("example")) {
      return schema.required("example").asObject();
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    schema
        .required("required")
        .forEach(member -> {
          JsonNode property = schema.required("properties").required(member.asString());
          body.set(
              member.asString(),
              property.has("example")
                  ? property.required("example")
                  : property.required("enum").required(0));
        });
    return body;
  }
}
