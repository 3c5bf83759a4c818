package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.problem.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Which providers a tenant or a key may use, and what its videos favour, whatever a request says.
///
/// @param sort null leaves it to the tenant, and then to the gateway
/// @param maxRetentionDays null permits any time
/// @param training false forbids providers that may train with the data; null permits all
@Schema(
    name = "RoutingRules",
    description =
        "Which providers may be used, whatever a request says. A key is bound by its tenant's rules"
            + " and its own; what is missing permits everything.",
    example = "{\"sort\": \"health\", \"deny\": [\"wavespeed\"], \"max_retention_days\": 30}")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RoutingRules(
    @Schema(
            description =
                "What the choice favours where the request does not say; the key's before the"
                    + " tenant's.",
            types = {"string", "null"},
            allowableValues = {"price", "health", "latency", "throughput", "balanced"})
        @Nullable String sort,
    @Schema(description = "Slugs of the only permitted providers; empty permits all.")
        List<String> allow,
    @Schema(description = "Slugs of providers that are not permitted.") List<String> deny,
    @Schema(
            description =
                "Regions in which data may be worked on; empty permits all. Providers that do not"
                    + " tell theirs are out.",
            example = "[\"eu\"]")
        List<String> regions,
    @Schema(
            description =
                "Most days for which prompts and inputs may be kept. Providers that do not tell are"
                    + " out.",
            types = {"integer", "null"})
        @JsonProperty("max_retention_days")
        @Nullable Integer maxRetentionDays,
    @Schema(
            description =
                "false permits only providers that promise not to train models with the data.",
            types = {"boolean", "null"})
        @Nullable Boolean training) {
  public static final RoutingRules NONE =
      new RoutingRules(null, List.of(), List.of(), List.of(), null, null);

  private static final Set<String> SORTS =
      Set.of("price", "health", "latency", "throughput", "balanced");
  private static final int MOST = 50;
  private static final int LONGEST = 64;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public RoutingRules {
    allow = copy(allow);
    deny = copy(deny);
    regions = copy(regions);
  }

  private static List<String> copy(@Nullable List<String> words) {
    return words == null ? List.of() : List.copyOf(words);
  }

  /// As operators sent them.
  RoutingRules checked() {
    if (sort != null && !SORTS.contains(sort)) {
      throw refused("sort", "sort must be price, health, latency, throughput or balanced");
    }
    check("allow", allow);
    check("deny", deny);
    check("regions", regions);
    if (maxRetentionDays != null && maxRetentionDays < 0) {
      throw refused("max_retention_days", "max_retention_days must not be negative");
    }
    return this;
  }

  private static void check(String field, List<String> words) {
    boolean fine =
        words.size() <= MOST
            && words.stream().allMatch(each -> !each.isBlank() && each.length() <= LONGEST);
    if (!fine) {
      throw refused(
          field,
          "%s must be at most %d words of at most %d characters".formatted(field, MOST, LONGEST));
    }
  }

  private static RuntimeException refused(String field, String message) {
    return ProblemCode.INVALID_VALUE.problem(field, message);
  }

  /// What both permit; the key's sort before the tenant's.
  RoutingRules within(RoutingRules tenants) {
    List<String> denied = new ArrayList<>(deny);
    denied.addAll(tenants.deny);
    return new RoutingRules(
        sort == null ? tenants.sort : sort,
        both(allow, tenants.allow, denied),
        denied,
        both(regions, tenants.regions, List.of()),
        least(maxRetentionDays, tenants.maxRetentionDays),
        Boolean.FALSE.equals(tenants.training) ? tenants.training : training);
  }

  /// Lists that have nothing in common permit nothing, which an empty list would not say.
  private static List<String> both(List<String> some, List<String> others, List<String> denied) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    List<String> common =
        some.stream().filter(others::contains).filter(each -> !denied.contains(each)).toList();
    return common.isEmpty() ? List.of("") : common;
  }

  private static @Nullable Integer least(@Nullable Integer one, @Nullable Integer other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.min(one, other);
  }

  static RoutingRules parse(@Nullable String json) {
    return json == null ? NONE : JSON.readValue(json, RoutingRules.class);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
