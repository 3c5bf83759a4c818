package io.reelgate.video;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OptionType;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The provider-only knobs of a request. Each is on the allow list of an offer and has the type
/// that the list says; anything else is refused, so that none overrides what the request itself
/// says and none is dropped in silence.
final class ProviderOptions {
  private static final String FIELD = "provider.options.";

  private final Set<String> slugs;
  private final List<Offer> offers;

  /// @param slugs of all providers
  /// @param offers of the wanted model
  ProviderOptions(Set<String> slugs, List<Offer> offers) {
    this.slugs = slugs;
    this.offers = offers;
  }

  /// @return by provider slug, every value in its own type
  Map<String, Map<String, Object>> checked(Map<String, Map<String, Object>> sent) {
    Map<String, Map<String, Object>> checked = new LinkedHashMap<>();
    sent.forEach((slug, values) -> {
      if (!slugs.contains(slug)) {
        throw ProblemCode.INVALID_VALUE.problem(
            FIELD + slug, "provider.options may name " + Values.list(List.copyOf(slugs)));
      }
      checked.put(slug, checked(slug, values));
    });
    return checked;
  }

  private Map<String, Object> checked(String slug, Map<String, Object> sent) {
    Map<String, OptionType> allowed = allowed(slug);
    Map<String, Object> checked = new LinkedHashMap<>();
    for (String name : sent.keySet()) {
      OptionType type = allowed.get(name);
      if (type == null) {
        throw unknown(slug, name, allowed.keySet());
      }
      @Nullable Object value = sent.get(name);
      if (value != null) {
        checked.put(name, type.read(value).orElseThrow(() -> wrong(slug, name, type)));
      }
    }
    return checked;
  }

  private Map<String, OptionType> allowed(String slug) {
    Map<String, OptionType> allowed = new TreeMap<>();
    offers.stream()
        .filter(offer -> offer.provider().value().equals(slug))
        .flatMap(offer -> offer.terms().values().stream())
        .forEach(terms -> allowed.putAll(terms.options()));
    return allowed;
  }

  private static ProblemException unknown(String slug, String name, Set<String> allowed) {
    String may = allowed.isEmpty() ? "nothing" : Values.list(List.copyOf(allowed));
    return ProblemCode.UNSUPPORTED_PARAMETER.problem(
        FIELD + slug + "." + name, "provider.options.%s may hold %s".formatted(slug, may));
  }

  private static ProblemException wrong(String slug, String name, OptionType type) {
    String field = FIELD + slug + "." + name;
    return ProblemCode.INVALID_VALUE.problem(
        field, "%s must be of type %s".formatted(field, type.word()));
  }
}
