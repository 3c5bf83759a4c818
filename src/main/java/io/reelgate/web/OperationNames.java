package io.reelgate.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.util.StringUtils;

/// Gives each operation a name of its own where one method serves several: {@code createVideo} and
/// {@code createVideoGenerations}, {@code downloadVideo} and {@code downloadVideoHead}. Otherwise
/// they are numbered.
final class OperationNames implements OpenApiCustomizer {
  @Override
  public void customise(OpenAPI api) {
    Map<String, String> homes = new HashMap<>();
    api.getPaths()
        .forEach((path, item) ->
            item.readOperations()
                .forEach(
                    each -> homes.merge(each.getOperationId(), path, OperationNames::shorter)));
    api.getPaths()
        .forEach((path, item) ->
            item.readOperationsMap()
                .forEach((method, each) -> {
                  boolean home = path.equals(homes.get(each.getOperationId()));
                  each.setOperationId(name(each, method, home ? "" : lastWord(path)));
                }));
  }

  private static String name(Operation operation, HttpMethod method, String suffix) {
    return operation.getOperationId() + suffix + (method == HttpMethod.HEAD ? "Head" : "");
  }

  private static String shorter(String one, String other) {
    return one.length() <= other.length() ? one : other;
  }

  private static String lastWord(String path) {
    return StringUtils.capitalize(path.substring(path.lastIndexOf('/') + 1));
  }
}
