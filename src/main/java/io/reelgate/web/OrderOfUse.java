package io.reelgate.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;

/// Shows groups, operations and keys in the order in which a newcomer needs them, and the rest by
/// name, so that the document is the same text whenever it is written.
final class OrderOfUse implements OpenApiCustomizer {
  private static final List<String> GROUPS =
      List.of("videos", "models", "webhooks", "events", "usage", "admin", "sandbox");
  private static final String FIRST_KEY = "key";

  @Override
  public void customise(OpenAPI api) {
    api.setTags(
        api.getTags().stream()
            .sorted(Comparator.comparingInt(tag -> place(tag.getName())))
            .toList());
    Map<String, SecurityScheme> schemes = new LinkedHashMap<>();
    schemes.put(FIRST_KEY, api.getComponents().getSecuritySchemes().get(FIRST_KEY));
    schemes.putAll(new TreeMap<>(api.getComponents().getSecuritySchemes()));
    api.getComponents().setSecuritySchemes(schemes);
    api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
    api.setPaths(sorted(api.getPaths()));
  }

  /// By group, then the nearest to the root first, and of equals the one with an id.
  private static Paths sorted(Paths paths) {
    var sorted = new Paths();
    paths.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, PathItem> each) -> place(each.getValue()))
                .thenComparing(each -> !each.getKey().startsWith("/v1/"))
                .thenComparingLong(each -> each.getKey().chars().filter(c -> c == '/').count())
                .thenComparing(each -> each.getKey().replace('{', ' ')))
        .forEach(each -> {
          each.getValue()
              .readOperations()
              .forEach(operation -> operation.setResponses(sorted(operation.getResponses())));
          sorted.addPathItem(each.getKey(), each.getValue());
        });
    return sorted;
  }

  private static ApiResponses sorted(ApiResponses responses) {
    var sorted = new ApiResponses();
    new TreeMap<>(responses).forEach(sorted::addApiResponse);
    return sorted;
  }

  private static int place(PathItem path) {
    return path.readOperations().stream()
        .flatMap(operation -> operation.getTags().stream())
        .mapToInt(OrderOfUse::place)
        .min()
        .orElse(GROUPS.size());
  }

  private static int place(String group) {
    int place = GROUPS.indexOf(group);
    return place < 0 ? GROUPS.size() : place;
  }
}
