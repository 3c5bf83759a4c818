package io.reelgate.video;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.Offer;
import io.reelgate.job.JobWarning;
import io.reelgate.problem.ProblemCode;
import io.reelgate.routing.RoutingPolicy;
import io.reelgate.routing.Rules;
import io.reelgate.tenant.Caller;
import io.reelgate.tenant.RoutingRules;
import io.reelgate.video.request.CreateVideoRequest;
import io.reelgate.video.request.ProviderPreferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The {@code provider} object of a request as a routing policy.
final class Preferences {
  private final CreateVideoRequest request;
  private final RoutingRules rules;
  private final @Nullable ProviderPreferences wanted;
  private final Set<String> slugs;
  private final Map<String, Map<String, Object>> options;

  Preferences(CreateVideoRequest request, Catalog catalog, List<Offer> offers, Caller caller) {
    this.request = request;
    this.rules = caller.routing();
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
          List.of(),
          List.of(),
          List.of(),
          true,
          sort(rules.sort()),
          false,
          null,
          request.maxCost(),
          rules());
    }
    checkAgreement(wanted);
    return new RoutingPolicy(
        orEmpty(wanted.order()),
        orEmpty(wanted.only()),
        orEmpty(wanted.ignore()),
        !Boolean.FALSE.equals(wanted.allowFallbacks()),
        sort(wanted.sort() == null ? rules.sort() : wanted.sort()),
        Boolean.TRUE.equals(wanted.requireParameters()),
        wanted.maxAttempts(),
        request.maxCost(),
        rules());
  }

  private static RoutingPolicy.@Nullable Sort sort(@Nullable String word) {
    return word == null ? null : RoutingPolicy.Sort.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private Rules rules() {
    return new Rules(
        rules.allow(),
        rules.deny(),
        rules.regions(),
        rules.maxRetentionDays(),
        Boolean.FALSE.equals(rules.training()));
  }

  /// Who names a provider and leaves it out has made a mistake, and it is not ours to guess which.
  private void checkAgreement(ProviderPreferences asked) {
    List<String> ignored = orEmpty(asked.ignore());
    checkAgreement("order", orEmpty(asked.order()), "ignore", ignored::contains);
    checkAgreement("only", orEmpty(asked.only()), "ignore", ignored::contains);
    List<String> only = orEmpty(asked.only());
    if (!only.isEmpty()) {
      checkAgreement("order", orEmpty(asked.order()), "only", slug -> !only.contains(slug));
    }
  }

  private void checkAgreement(
      String field, List<String> named, String other, Predicate<String> contradicted) {
    named.stream()
        .filter(slugs::contains)
        .filter(contradicted)
        .findFirst()
        .ifPresent(slug -> {
          throw ProblemCode.CONFLICTING_PARAMETERS.problem(
              "provider." + field,
              "provider.%s names %s, which provider.%s leaves out".formatted(field, slug, other));
        });
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
