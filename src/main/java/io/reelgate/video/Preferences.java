package io.reelgate.video;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.Offer;
import io.reelgate.job.JobWarning;
import io.reelgate.routing.RoutingPolicy;
import io.reelgate.video.request.CreateVideoRequest;
import io.reelgate.video.request.ProviderPreferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The {@code provider} object of a request as a routing policy.
final class Preferences {
  private final CreateVideoRequest request;
  private final @Nullable ProviderPreferences wanted;
  private final Set<String> slugs;
  private final Map<String, Map<String, Object>> options;

  Preferences(CreateVideoRequest request, Catalog catalog, List<Offer> offers) {
    this.request = request;
    this.wanted = request.provider();
    this.slugs =
        catalog.models().stream()
            .flatMap(model -> catalog.offers(model.id()).stream())
            .map(offer -> offer.provider().value())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Map<String, Object>> sent = wanted == null ? null : wanted.options();
    this.options = new ProviderOptions(slugs, offers).checked(sent == null ? Map.of() : sent);
  }

  RoutingPolicy policy() {
    if (wanted == null) {
      return new RoutingPolicy(
          List.of(), List.of(), List.of(), true, null, false, null, request.maxCost());
    }
    return new RoutingPolicy(
        orEmpty(wanted.order()),
        orEmpty(wanted.only()),
        orEmpty(wanted.ignore()),
        !Boolean.FALSE.equals(wanted.allowFallbacks()),
        wanted.sort() == null
            ? null
            : RoutingPolicy.Sort.valueOf(wanted.sort().toUpperCase(Locale.ROOT)),
        Boolean.TRUE.equals(wanted.requireParameters()),
        wanted.maxAttempts(),
        request.maxCost());
  }

  /// A slug that nobody has is harmless in {@code order} and {@code ignore}, and told.
  List<JobWarning> warnings() {
    List<JobWarning> warnings = new ArrayList<>();
    if (wanted != null) {
      warn("provider.order", orEmpty(wanted.order()), warnings);
      warn("provider.ignore", orEmpty(wanted.ignore()), warnings);
    }
    return warnings;
  }

  private void warn(String field, List<String> named, List<JobWarning> warnings) {
    for (String slug : named) {
      if (!slugs.contains(slug)) {
        warnings.add(
            new JobWarning(
                "unknown_provider",
                field,
                "there is no provider \"%s\"; the providers are %s"
                    .formatted(slug, Values.list(List.copyOf(slugs)))));
      }
    }
  }

  /// The provider-only knobs in their types.
  Map<String, Map<String, Object>> options() {
    return options;
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
