package io.reelgate.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.util.StringUtils;

/// Gives "a text or that" one name wherever it is taken, such as {@code StringOrMediaUrl}. Clients
/// made from the document would otherwise have a type of their own for each member.
@SuppressWarnings({"rawtypes", "unchecked"}) // the library hands out raw schemas
final class NamedUnions implements OpenApiCustomizer {
  private static final String REFERENCE = "#/components/schemas/";
  private static final String NULL = "null";

  @Override
  public void customise(OpenAPI api) {
    Map<String, Schema> unions = new TreeMap<>();
    api.getComponents().getSchemas().values().forEach(schema -> name(schema, unions));
    unions.forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
  }

  private static void name(Schema schema, Map<String, Schema> unions) {
    @Nullable Map<String, Schema> properties = schema.getProperties();
    if (properties != null) {
      properties
          .values()
          .forEach(property -> {
            List<Schema> parts = parts(property);
            if (parts.size() > 1) {
              String name = parts.stream().map(NamedUnions::name).collect(Collectors.joining("Or"));
              unions.putIfAbsent(name, union(parts));
              property.setOneOf(null);
              property.setTypes(null);
              property.set$ref(REFERENCE + name);
            }
          });
    }
  }

  private static List<Schema> parts(Schema<?> property) {
    if (property.getOneOf() != null) {
      return List.copyOf(property.getOneOf());
    }
    Set<String> types = Objects.requireNonNullElse(property.getTypes(), Set.of());
    return types.contains(NULL) ? List.of() : types.stream().map(NamedUnions::ofType).toList();
  }

  private static Schema ofType(String type) {
    Schema<Object> schema = new Schema<>();
    schema.setTypes(Set.of(type));
    return schema;
  }

  private static Schema union(List<Schema> parts) {
    Schema<Object> union = new Schema<>();
    union.setDescription(
        parts.stream().map(NamedUnions::word).collect(Collectors.joining(" or ", "Either ", ".")));
    union.setOneOf(parts);
    return union;
  }

  private static String name(Schema<?> part) {
    return StringUtils.capitalize(word(part));
  }

  private static String word(Schema<?> part) {
    return Stream.ofNullable(part.get$ref())
        .map(reference -> reference.substring(REFERENCE.length()))
        .findFirst()
        .orElseGet(() -> part.getTypes().iterator().next());
  }
}
