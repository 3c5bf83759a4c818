package io.reelgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What stands in the API document.
@GatewayTest
class ApiDocumentTests {
  @Autowired private TestGateway gateway;
  private ApiDocument document = new ApiDocument(MissingNode.getInstance());
  private String text = "";

  @BeforeEach
  void read() {
    TestClient.Answer answer = gateway.anonymous().get("/v3/api-docs");
    text = answer.response().body();
    document = new ApiDocument(answer.json());
  }

  @Test
  void theDocumentIsValid() {
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text, null, new ParseOptions());

    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
    assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(15);
  }

  @Test
  void everySchemaIsOne() {
    var metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    assertThat(document.schemas()).hasSizeGreaterThan(30);
    document
        .schemas()
        .forEachEntry((name, schema) -> assertThat(metaSchema.validate(schema)).as(name).isEmpty());
  }

  @Test
  void referencesPointAtSomething() {
    List<String> dangling =
        document.json().findValuesAsString("$ref").stream()
            .filter(each -> document.json().at(each.substring(1)).isMissingNode())
            .toList();

    assertThat(dangling).isEmpty();
  }

  @Test
  void everyRouteOfCallersIsThereAndNoOther() {
    assertThat(document.routes().stream().map(ApiDocument.Route::toString))
        .filteredOn(route ->
            !route.contains(" /v1/admin/")
                && !route.contains(" /v1/webhook_")
                && !route.contains(" /sandbox/"))
        .containsExactlyInAnyOrder(
            "POST /v1/videos",
            "GET /v1/videos",
            "POST /v1/videos/generations",
            "POST /v1/videos/edits",
            "POST /v1/videos/extensions",
            "POST /v1/videos/estimate",
            "GET /v1/videos/models",
            "GET /v1/videos/{id}",
            "DELETE /v1/videos/{id}",
            "POST /v1/videos/{id}/remix",
            "POST /v1/videos/{id}/cancel",
            "GET /v1/videos/events",
            "GET /v1/videos/{id}/events",
            "GET /v1/videos/{id}/content",
            "HEAD /v1/videos/{id}/content",
            "GET /media/{id}/{file}",
            "HEAD /media/{id}/{file}",
            "GET /v1/videos/{id}/route",
            "GET /v1/providers",
            "GET /v1/usage",
            "GET /v1/models",
            "GET /v1/models/{id}");
  }

  @Test
  void everyRouteOfWebhooksIsThereAndNoOther() {
    assertThat(document.routes().stream().map(ApiDocument.Route::toString))
        .filteredOn(route -> route.contains(" /v1/webhook_"))
        .containsExactlyInAnyOrder(
            "POST /v1/webhook_endpoints",
            "GET /v1/webhook_endpoints",
            "GET /v1/webhook_endpoints/{id}",
            "POST /v1/webhook_endpoints/{id}",
            "DELETE /v1/webhook_endpoints/{id}",
            "POST /v1/webhook_endpoints/{id}/rotate_secret",
            "POST /v1/webhook_endpoints/{id}/test",
            "POST /v1/webhook_endpoints/callback_url/rotate_secret",
            "GET /v1/webhook_event_types",
            "GET /v1/webhook_deliveries",
            "GET /v1/webhook_deliveries/{id}",
            "POST /v1/webhook_deliveries/{id}/replay",
            "POST /v1/webhook_deliveries/replay");
  }

  @Test
  void everyRouteOfOperatorsIsThereAndNoOther() {
    assertThat(document.routes().stream().map(ApiDocument.Route::toString))
        .filteredOn(route -> route.contains(" /v1/admin/") || route.contains(" /sandbox/"))
        .containsExactlyInAnyOrder(
            "POST /v1/admin/tenants",
            "GET /v1/admin/tenants",
            "GET /v1/admin/tenants/{id}",
            "POST /v1/admin/tenants/{id}/disable",
            "POST /v1/admin/tenants/{id}/enable",
            "POST /v1/admin/tenants/{tenantId}/keys",
            "GET /v1/admin/tenants/{tenantId}/keys",
            "DELETE /v1/admin/tenants/{tenantId}/keys/{keyId}",
            "PUT /v1/admin/tenants/{tenantId}/routing",
            "PUT /v1/admin/tenants/{tenantId}/keys/{keyId}/routing",
            "GET /v1/admin/health",
            "GET /v1/admin/attempts",
            "POST /v1/admin/attempts/{id}/settle",
            "GET /v1/admin/ledger",
            "GET /v1/admin/ledger/differences",
            "POST /v1/admin/ledger/differences/{id}/close",
            "GET /v1/admin/videos/{id}",
            "GET /v1/admin/providers",
            "POST /v1/admin/providers/{provider}/accounts/{account}/drain",
            "POST /v1/admin/providers/{provider}/accounts/{account}/enable",
            "POST /v1/admin/providers/{provider}/accounts/{account}/force-open",
            "GET /sandbox/admin/counts",
            "GET /sandbox/admin/tasks",
            "POST /sandbox/admin/reset");
  }

  @Test
  void everyOperationIsDescribed() {
    List<String> missing = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (ApiDocument.Route route : document.routes()) {
      JsonNode operation = route.operation();
      ids.add(operation.required("operationId").asString());
      Stream.of("summary", "description", "tags")
          .filter(each -> !operation.has(each))
          .forEach(each -> missing.add(route + " " + each));
      operation.path("parameters").forEach(each -> note(missing, route + " " + each, each));
      document.answers(
          route, (status, answer) -> noteAnswer(missing, route + " " + status, answer));
    }

    assertThat(missing).isEmpty();
    assertThat(ids).doesNotHaveDuplicates().allMatch(each -> each.matches("[a-z][A-Za-z]+"));
  }

  private void noteAnswer(List<String> missing, String where, JsonNode answer) {
    note(missing, where, answer);
    if (answer.path("description").asString("").equals("OK")) {
      missing.add(where + " says only OK");
    }
    answer
        .path("headers")
        .forEachEntry(
            (name, header) -> note(missing, where + " " + name, document.resolved(header)));
    answer
        .path("content")
        .forEachEntry((type, content) -> {
          if (!content.has("schema")) {
            missing.add(where + " " + type + " has no schema");
          }
        });
  }

  @Test
  void everySchemaAndMemberIsDescribed() {
    List<String> missing = new ArrayList<>();
    document
        .schemas()
        .forEachEntry((name, schema) -> {
          note(missing, name, schema);
          schema
              .path("properties")
              .forEachEntry((member, property) -> note(missing, name + "." + member, property));
        });

    assertThat(missing).isEmpty();
  }

  private static void note(List<String> missing, String where, JsonNode described) {
    if (described.path("description").asString("").isBlank()) {
      missing.add(where + " has no description");
    }
  }

  @Test
  void aVideoIsOneFlatObjectOfRequiredMembers() {
    JsonNode video = document.schemas().required("Video");
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"A lantern\"}");

    assertThat(document.schemas().propertyNames()).doesNotContain("Basics", "Details", "VideoView");
    assertThat(video.required("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(caller.get("/v1/videos/" + id).json().propertyNames());
    assertThat(words(video.required("required")))
        .containsExactlyInAnyOrderElementsOf(video.required("properties").propertyNames());
    assertThat(
            document
                .route("GET", "/v1/videos/{id}")
                .operation()
                .at("/responses/200/content/application~1json/schema/$ref")
                .asString())
        .isEqualTo("#/components/schemas/Video");
  }

  @Test
  void partsOfAVideoMayBeNull() {
    for (String part : List.of("error", "usage", "provider", "source", "queue")) {
      JsonNode property = document.schemas().at("/Video/properties/" + part);
      assertThat(property.at("/anyOf/0/$ref").asString()).startsWith("#/components/schemas/Video");
      assertThat(property.at("/anyOf/1/type").asString()).isEqualTo("null");
    }
  }

  @Test
  void makingAVideoTakesTwoKindsOfBodyAndTheHeaders() {
    for (String path :
        List.of(
            "/v1/videos",
            "/v1/videos/generations",
            "/v1/videos/edits",
            "/v1/videos/extensions",
            "/v1/videos/{id}/remix")) {
      JsonNode operation = document.route("POST", path).operation();
      assertThat(operation.at("/requestBody/required").asBoolean()).isTrue();
      assertThat(operation.at("/requestBody/content").propertyNames())
          .containsExactly("application/json", "multipart/form-data");
      assertThat(operation.required("parameters").findValuesAsString("name"))
          .contains("Idempotency-Key", "X-Gateway-Options", "X-Gateway-Max-Cost");
      assertThat(operation.at("/responses/200/headers").propertyNames())
          .containsExactlyInAnyOrder("x-request-id", "Idempotent-Replayed", "openai-poll-after-ms");
    }
  }

  /// The page would fill it in, and each try after the first would be a repetition.
  @Test
  void headersHaveNoExamples() {
    List<JsonNode> headers = new ArrayList<>();
    for (ApiDocument.Route route : document.routes()) {
      route.operation().path("parameters").forEach(headers::add);
    }
    headers.removeIf(each -> !each.required("in").asString().equals("header"));

    assertThat(headers).isNotEmpty().noneMatch(each -> each.has("example"));
  }

  @Test
  void groupsComeInTheOrderOfTheirUse() {
    assertThat(document.json().required("tags").findValuesAsString("name"))
        .containsExactly("videos", "models", "webhooks", "events", "usage", "admin", "sandbox");
    assertThat(document.json().required("tags")).allMatch(each -> each.has("description"));
  }

  @Test
  void whatMayBeATextHasANameOfItsOwn() {
    JsonNode request = document.schemas().at("/CreateVideoRequest/properties");
    JsonNode picture = document.schemas().at("/FrameImage/properties/image_url");

    assertThat(document.resolved(request.required("seconds")).required("oneOf").toString())
        .isEqualTo("[{\"type\":\"string\"},{\"type\":\"integer\"}]");
    assertThat(document.resolved(request.required("max_cost")).required("oneOf").toString())
        .isEqualTo("[{\"type\":\"string\"},{\"type\":\"number\"}]");
    assertThat(picture.required("$ref").asString()).endsWith("/StringOrMediaUrl");
    assertThat(document.schemas().at("/StringOrMediaUrl/oneOf/1/$ref").asString())
        .isEqualTo("#/components/schemas/MediaUrl");
  }

  @Test
  void listsTakeTheirFilters() {
    assertThat(
            document
                .route("GET", "/v1/videos")
                .operation()
                .required("parameters")
                .findValuesAsString("name"))
        .containsExactlyInAnyOrder(
            "limit",
            "order",
            "after",
            "status",
            "model",
            "created_after",
            "created_before",
            "metadata[key]");
  }

  @Test
  void keysAreAskedForWhereTheyCount() {
    assertThat(document.json().at("/components/securitySchemes/key/scheme").asString())
        .isEqualTo("bearer");
    for (ApiDocument.Route route : document.routes()) {
      String expected =
          route.path().startsWith("/v1/admin/")
              ? "[{\"admin\":[]}]"
              : route.path().startsWith("/v1/") ? "[{\"key\":[]}]" : "[]";
      JsonNode own = route.operation().path("security");
      assertThat((own.isMissingNode() ? document.json().required("security") : own).toString())
          .as(route.toString())
          .isEqualTo(expected);
    }
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(each -> words.add(each.asString()));
    return words;
  }
}
