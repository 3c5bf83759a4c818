package io.reelgate.video.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The request body in the API document.
class RequestSchemaTests {
  private static final Map<String, Schema<?>> SCHEMAS = schemas();
  private static final Map<String, Schema<?>> FIELDS = members("CreateVideoRequest");

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static Map<String, Schema<?>> schemas() {
    Map<String, Schema> schemas =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(CreateVideoRequest.class))
            .referencedSchemas;
    return (Map) schemas;
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static Map<String, Schema<?>> members(String schema) {
    return (Map) Objects.requireNonNull(SCHEMAS.get(schema)).getProperties();
  }

  private static Schema<?> field(String name) {
    return Objects.requireNonNull(FIELDS.get(name), name);
  }

  @Test
  void everyFieldThatIsTakenIsShownAndEveryShownFieldIsTaken() {
    Set<String> taken = new TreeSet<>(Fields.bodyNames());
    taken.removeAll(Set.of("width", "height"));

    assertThat(FIELDS).containsOnlyKeys(taken);
    assertThat(FIELDS.values()).allMatch(field -> field.getDescription() != null);
  }

  @Test
  void nestedObjectsAreShown() {
    assertThat(SCHEMAS)
        .containsOnlyKeys(
            "CreateVideoRequest",
            "FrameImage",
            "InputReference",
            "MediaUrl",
            "ProviderPreferences",
            "ReferenceInput",
            "SourceVideo");
  }

  @Test
  void valuesOfTwoTypesSaySo() {
    assertThat(field("seconds").getTypes()).containsExactlyInAnyOrder("string", "integer");
    assertThat(field("max_cost").getTypes()).containsExactlyInAnyOrder("string", "number");
    assertThat(field("size").getTypes()).containsExactly("string");
    for (String name : new String[] {"input_reference", "video"}) {
      assertThat(field(name).getOneOf()).hasSize(2);
      assertThat(field(name).get$ref()).isNull();
    }
  }
}
