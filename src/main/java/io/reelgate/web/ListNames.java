package io.reelgate.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/// Calls a page of things by what it holds: {@code VideoList}, not {@code CursorPageVideo}.
@SuppressWarnings("rawtypes") // the library hands out raw schemas
final class ListNames implements OpenApiCustomizer {
  private static final String PAGE = CursorPage.class.getSimpleName();
  private static final String REFERENCE = "#/components/schemas/";

  @Override
  public void customise(OpenAPI api) {
    Map<String, Schema> named = new LinkedHashMap<>();
    api.getComponents().getSchemas().forEach((name, schema) -> named.put(listName(name), schema));
    named.forEach((name, schema) -> {
      if (schema.getDescription() == null && name.endsWith("List")) {
        schema.setDescription("One page of a list, and where the next one begins.");
      }
    });
    api.getComponents().setSchemas(named);
    api.getPaths().values().stream()
        .flatMap(item -> item.readOperations().stream())
        .flatMap(operation -> operation.getResponses().values().stream())
        .forEach(ListNames::rename);
  }

  private static void rename(ApiResponse response) {
    if (response.getContent() != null) {
      response.getContent().values().stream()
          .map(MediaType::getSchema)
          .filter(Objects::nonNull)
          .forEach(ListNames::rename);
    }
  }

  private static void rename(Schema schema) {
    @Nullable String reference = schema.get$ref();
    if (reference != null && reference.startsWith(REFERENCE)) {
      schema.set$ref(REFERENCE + listName(reference.substring(REFERENCE.length())));
    }
  }

  private static String listName(String name) {
    return name.startsWith(PAGE) ? name.substring(PAGE.length()) + "List" : name;
  }
}
