package io.reelgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestPostgres;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "reelgate.security.admin-key=an-admin-key-of-the-tests",
      "reelgate.security.key-pepper=a pepper of the tests",
      "reelgate.security.key-pepper-id=tests",
      "reelgate.links.signing-key=a signing key of the tests",
      "reelgate.public-base-url=http://gateway.test"
    })
@Import(OpenApiTests.Things.class)
class OpenApiTests {
  @Value("${local.server.port}")
  private int port;

  private JsonNode api = MissingNode.getInstance();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = TestPostgres.newDatabase();
    registry.add("spring.datasource.url", () -> url);
  }

  @BeforeEach
  void read() {
    api = new TestClient(port, null).get("/v3/api-docs").json();
  }

  @Test
  void anOperationHasTheErrorsThatApply() {
    JsonNode create = api.required("paths").required("/v1/things/{id}").required("post");
    JsonNode list = api.required("paths").required("/v1/admin/tenants").required("get");

    assertThat(create.required("responses").propertyNames())
        .containsExactlyInAnyOrder(
            "200", "400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503");
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

    assertThat(parameters.size()).isEqualTo(1);
    assertThat(parameters.at("/0/name").asString()).isEqualTo("id");
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
    TestClient nobody = new TestClient(port, null);

    assertThat(nobody.get("/swagger-ui.html").status()).isEqualTo(302);
    assertThat(nobody.get("/swagger-ui/index.html").status()).isEqualTo(200);
    assertThat(nobody.get("/v3/api-docs/swagger-config").status()).isEqualTo(200);
  }

  @RestController
  static class Things {
    @PostMapping("/v1/things/{id}")
    Thing thing(
        @AuthenticationPrincipal Part caller, @PathVariable String id, @RequestBody Thing thing) {
      return thing;
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
