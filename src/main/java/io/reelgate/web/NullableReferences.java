package io.reelgate.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/// Says "this object or null" in a way that a validator understands. The annotations alone yield a
/// reference beside {@code "type": "null"}, which only null can satisfy, and lists of enum words
/// that lack null.
@SuppressWarnings({"rawtypes", "unchecked"}) // the library hands out raw schemas
final class NullableReferences implements OpenApiCustomizer {
  private static final String NULL = "null";

  @Override
  public void customise(OpenAPI api) {
    @Nullable Map<String, Schema> schemas = api.getComponents().getSchemas();
    if (schemas != null) {
      schemas.values().forEach(NullableReferences::mendProperties);
    }
  }

  private static void mendProperties(Schema schema) {
    @Nullable Map<String, Schema> properties = schema.getProperties();
    if (properties != null) {
      properties.replaceAll((name, property) -> mended(property));
      properties.values().forEach(NullableReferences::mendProperties);
    }
  }

  private static Schema mended(Schema property) {
    if (!isNullable(property)) {
      return property;
    }
    @Nullable String reference = property.get$ref();
    if (reference != null) {
      Schema<Object> either = new Schema<>();
      either.setDescription(property.getDescription());
      either.setAnyOf(List.of(new Schema<>().$ref(reference), nullSchema()));
      return either;
    }
    @Nullable List<Object> words = property.getEnum();
    if (words != null && !words.contains(null)) {
      List<@Nullable Object> withNull = new ArrayList<>(words);
      withNull.add(null);
      property.setEnum(withNull);
    }
    return property;
  }

  private static boolean isNullable(Schema property) {
    @Nullable Set<String> types = property.getTypes();
    return (types != null && types.contains(NULL)) || Boolean.TRUE.equals(property.getNullable());
  }

  private static Schema<Object> nullSchema() {
    Schema<Object> schema = new Schema<>();
    schema.setTypes(Set.of(NULL));
    return schema;
  }
}
