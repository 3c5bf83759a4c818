package io.reelgate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import io.reelgate.webhook.Receiver;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// That the routes of webhooks take and answer what the API document shows.
@GatewayTest
class WebhookDocumentTests {
  private static final String ENDPOINTS = "/v1/webhook_endpoints";
  private static final String DELIVERIES = "/v1/webhook_deliveries";

  @Autowired private TestGateway gateway;
  @AutoClose private final Receiver receiver = Receiver.start();
  private ApiDocument document = new ApiDocument(MissingNode.getInstance());

  @BeforeEach
  void read() {
    document = new ApiDocument(gateway.anonymous().get("/v3/api-docs").json());
  }

  @Test
  void theExamplesOfRequestsWorkAndEndpointsAreAnsweredAsDescribed() {
    TestClient caller = gateway.newTenant();
    Answer made = caller.post(ENDPOINTS, example(ENDPOINTS).toString());
    fits("POST", ENDPOINTS, made);
    String id = made.text("id");
    String one = ENDPOINTS + "/{id}";

    fits("GET", ENDPOINTS, caller.get(ENDPOINTS));
    fits("GET", one, caller.get(ENDPOINTS + "/" + id));
    fits("POST", one, caller.post(ENDPOINTS + "/" + id, example(one).toString()));
    String rotate = one + "/rotate_secret";
    fits("POST", rotate, caller.post(rotate.replace("{id}", id), example(rotate).toString()));
    String callbacks = ENDPOINTS + "/callback_url/rotate_secret";
    fits("POST", callbacks, caller.post(callbacks, example(callbacks).toString()));
    fits("GET", "/v1/webhook_event_types", caller.get("/v1/webhook_event_types"));
    fits("POST", ENDPOINTS, caller.post(ENDPOINTS, "{}"));
    fits("GET", one, caller.get(ENDPOINTS + "/whe_x"));
    fits("DELETE", one, caller.delete(ENDPOINTS + "/" + id));
  }

  @Test
  void deliveriesAreAnsweredAsDescribed() {
    TestClient caller = gateway.newTenant();
    ObjectNode endpoint = example(ENDPOINTS).put("url", receiver.url());
    String id = caller.post(ENDPOINTS, endpoint.toString()).text("id");
    String test = ENDPOINTS + "/{id}/test";
    fits("POST", test, caller.post(test.replace("{id}", id), example(test).toString()));
    gateway.finished(caller, gateway.accepted(caller, "{\"prompt\":\"A lantern\"}"));
    String delivery =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> caller.get(DELIVERIES + "?status=delivered").json().required("data"),
                found -> !found.isEmpty())
            .required(0)
            .required("id")
            .asString();

    fits("GET", DELIVERIES, caller.get(DELIVERIES));
    fits("GET", DELIVERIES, caller.get(DELIVERIES + "?status=lost"));
    String one = DELIVERIES + "/{id}";
    fits("GET", one, caller.get(DELIVERIES + "/" + delivery));
    fits("GET", one, caller.get(DELIVERIES + "/nothing"));
    fits("POST", one + "/replay", caller.post(DELIVERIES + "/" + delivery + "/replay", null));
    String replay = DELIVERIES + "/replay";
    fits("POST", replay, caller.post(replay, example(replay).put("endpoint_id", id).toString()));
    fits("POST", replay, caller.post(replay, "{}"));
  }

  private void fits(String method, String path, Answer answer) {
    ApiDocument.Route route = document.route(method, path);
    String body = answer.response().body();
    JsonNode described = document.resolved(route.operation().at("/responses/" + answer.status()));

    assertThat(described.isObject()).as("%s %d %s", route, answer.status(), body).isTrue();
    assertThat(document.faults(route, answer.status(), answer.json())).as(body).isEmpty();
  }

  /// The example of the whole, or else made of those of all members that have one.
  private ObjectNode example(String path) {
    JsonNode schema =
        document.resolved(
            document
                .route("POST", path)
                .operation()
                .at("/requestBody/content/application~1json/schema"));
    if (schema.has("example")) {
      return schema.required("example").asObject();
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    schema
        .required("properties")
        .forEachEntry((name, property) -> {
          if (property.has("example")) {
            body.set(name, property.required("example"));
          }
        });
    assertThat(body.isEmpty()).as(path).isFalse();
    return body;
  }
}
