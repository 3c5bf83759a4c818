package io.reelgate.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;

/// Shows groups and keys in the order in which a newcomer needs them; what is not named here comes
/// last.
final class OrderOfUse implements OpenApiCustomizer {
  private static final List<String> GROUPS = List.of("videos", "models", "webhooks", "admin");
  private static final String FIRST_KEY = "key";

  @Override
  public void customise(OpenAPI api) {
    api.setTags(api.getTags().stream().sorted(Comparator.comparingInt(OrderOfUse::place)).toList());
    Map<String, SecurityScheme> schemes = new LinkedHashMap<>();
    schemes.put(FIRST_KEY, api.getComponents().getSecuritySchemes().get(FIRST_KEY));
    schemes.putAll(api.getComponents().getSecuritySchemes());
    api.getComponents().setSecuritySchemes(schemes);
  }

  private static int place(Tag tag) {
    int place = GROUPS.indexOf(tag.getName());
    return place < 0 ? GROUPS.size() : place;
  }
}
