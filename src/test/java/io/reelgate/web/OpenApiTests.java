package io.reelgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What every operation of the API document gets without saying it.
@GatewayTest
@Import(OpenApiTests.Things.class)
class OpenApiTests {
  @Autowired private TestGateway gateway;
  private JsonNode api = MissingNode.getInstance();

  @BeforeEach
  void read() {
    api = gateway.anonymous().get("/v3/api-docs").json();
  }

  @Test
  void anOperationHasTheErrorsThatApply() {
    JsonNode create = api.required("paths").required("/v1/things/{id}").required("post");
    JsonNode see = api.required("paths").required("/v1/things/{id}").required("get");
    JsonNode list = api.required("paths").required("/v1/admin/tenants").required("get");

    assertThat(create.required("responses").propertyNames())
        .containsExactlyInAnyOrder(
            "200", "400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503");
    assertThat(see.required("responses").propertyNames())
        .containsExactlyInAnyOrder("200", "400", "401", "403", "404", "429", "500", "503");
    assertThat(list.required("responses").propertyNames())
        .containsExactlyInAnyOrder("200", "400", "401", "500", "503");
  }

  @Test
  void everyAnswerHasTheRequestIdAndEveryErrorTheEnvelope() {
    JsonNode create = api.required("paths").required("/v1/things/{id}").required("post");
    JsonNode components = api.required("components");

    assertThat(create.at("/responses/200/headers/x-request-id/$ref").asString())
        .isEqualTo("#/components/headers/RequestId");
    components
        .required("responses")
        .forEach(response -> {
          assertThat(response.at("/content/application~1json/schema/$ref").asString())
              .isEqualTo("#/components/schemas/Error");
          assertThat(response.at("/headers/x-request-id/$ref").asString()).isNotEmpty();
        });
    assertThat(components.at("/schemas/Error/properties/error/$ref").asString())
        .isEqualTo("#/components/schemas/ErrorBody");
    assertThat(components.at("/schemas/ErrorBody/properties/param/type").toString())
        .contains("string", "null");
    assertThat(components.at("/headers/RequestId/schema/type").asString()).isEqualTo("string");
  }

  @Test
  void nullableReferencesAndWordsMayBeNull() {
    JsonNode thing = api.at("/components/schemas/Thing/properties");

    assertThat(thing.at("/part/anyOf/0/$ref").asString()).isEqualTo("#/components/schemas/Part");
    assertThat(thing.at("/part/anyOf/1/type").asString()).isEqualTo("null");
    assertThat(thing.required("part").has("type")).isFalse();
    assertThat(thing.required("other")).isEqualTo(thing.required("part"));
    assertThat(thing.at("/paint/enum").toString()).isEqualTo("[\"RED\",\"BLUE\",null]");
    assertThat(thing.at("/colour/type").toString()).contains("string", "null");
    assertThat(thing.at("/colour/enum").toString()).isEqualTo("[\"RED\",\"BLUE\",null]");
    assertThat(thing.at("/must/$ref").asString()).isEqualTo("#/components/schemas/Part");
  }

  @Test
  void theCallerIsNoParameter() {
    JsonNode parameters = api.at("/paths/~1v1~1things~1{id}/post/parameters");

    assertThat(parameters.valueStream().map(each -> each.required("name").asString()))
        .containsExactlyInAnyOrder("id", "Idempotency-Key");
  }

  @Test
  void theBearerKeyIsAskedForByDefaultAndTheAdminKeyWhereItCounts() {
    assertThat(api.at("/components/securitySchemes/key/scheme").asString()).isEqualTo("bearer");
    assertThat(api.required("security").toString()).isEqualTo("[{\"key\":[]}]");
    assertThat(api.at("/paths/~1v1~1admin~1tenants/get/security").toString())
        .isEqualTo("[{\"admin\":[]}]");
    assertThat(api.at("/info/title").asString()).isEqualTo("Reelgate");
  }

  @Test
  void thePageIsServed() {
    TestClient nobody = gateway.anonymous();

    assertThat(nobody.get("/swagger-ui.html").status()).isEqualTo(302);
    assertThat(nobody.get("/swagger-ui/index.html").status()).isEqualTo(200);
    assertThat(nobody.get("/v3/api-docs/swagger-config").status()).isEqualTo(200);
  }

  @Test
  void everyErrorHasItsCodesAnExampleAndItsHeaders() {
    JsonNode responses = api.required("components").required("responses");

    responses.forEach(response -> {
      String code = response.at("/content/application~1json/example/error/code").asString();
      assertThat(response.required("description").asString()).contains("`" + code + "`");
    });
    assertThat(responses.at("/NotFound/description").asString())
        .contains("`model_not_found`", "`video_expired`")
        .doesNotContain("`invalid_value`");
    assertThat(responses.at("/Conflict/headers").propertyNames())
        .containsExactlyInAnyOrder("x-request-id", "Retry-After", "x-should-retry");
    assertThat(responses.at("/Overloaded/headers").propertyNames()).contains("Retry-After");
  }

  @Test
  void pagesAndFurtherOperationsHaveNames() {
    assertThat(api.at("/components/schemas").propertyNames())
        .contains("ThingList")
        .noneMatch(name -> name.startsWith("CursorPage"));
    assertThat(
            api.at("/paths/~1v1~1things/get/responses/200/content/application~1json/schema/$ref")
                .asString())
        .isEqualTo("#/components/schemas/ThingList");
    assertThat(api.at("/paths/~1v1~1things/get/operationId").asString()).isEqualTo("listThings");
    assertThat(api.at("/paths/~1v1~1things~1all/get/operationId").asString())
        .isEqualTo("listThingsAll");
  }

  @RestController
  static class Things {
    @PostMapping("/v1/things/{id}")
    Thing thing(
        @AuthenticationPrincipal Part caller,
        @PathVariable String id,
        @RequestHeader("Idempotency-Key") String key,
        @RequestBody Thing thing) {
      return thing;
    }

    @GetMapping("/v1/things/{id}")
    Thing see(@PathVariable String id) {
      throw new UnsupportedOperationException(id);
    }

    @Operation(operationId = "listThings")
    @GetMapping({"/v1/things", "/v1/things/all"})
    CursorPage<Thing> list() {
      return CursorPage.of(List.of(), 1, Thing::toString);
    }
  }

  @Schema(name = "Thing")
  record Thing(
      @Schema(types = {"object", "null"}) @Nullable Part part,
      @Schema(types = {"string", "null"}) @Nullable Colour colour,
      @Schema(nullable = true) @Nullable Part other,
      @Schema(nullable = true) @Nullable Colour paint,
      Part must,
      List<Part> parts) {}

  @Schema(name = "Part")
  record Part(int number) {}

  enum Colour {
    RED,
    BLUE
  }
}
