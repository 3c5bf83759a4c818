package io.reelgate.routing;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.Terms.References;
import io.reelgate.catalog.Terms.Wish;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.routing.Exclusion.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides which offers can run a spec and which to try first: the providers the caller put in
/// order, then the cheapest. A pure function.
public final class Router {
  /// @param offers all offers of the wanted model
  /// @param reachable the providers that have an account of the caller's kind
  public Route route(
      VideoSpec spec, Collection<Offer> offers, Set<ProviderId> reachable, RoutingPolicy policy) {
    List<Candidate> candidates = new ArrayList<>();
    List<Exclusion> exclusions = new ArrayList<>();
    for (Offer offer : offers) {
      Optional<Exclusion> out = exclusion(spec, offer, reachable, policy);
      out.ifPresentOrElse(exclusions::add, () -> candidates.add(candidate(spec, offer)));
    }
    candidates.sort(ranking(policy));
    return new Route(candidates, exclusions);
  }

  private static Candidate candidate(VideoSpec spec, Offer offer) {
    Terms terms = offer.terms(spec.operation()).orElseThrow();
    return new Candidate(offer, terms, quote(spec, terms));
  }

  private static Quote quote(VideoSpec spec, Terms terms) {
    return Quote.of(spec, terms.seconds(), terms.price(spec).orElseThrow());
  }

  private static Comparator<Candidate> ranking(RoutingPolicy policy) {
    return Comparator.comparingInt((Candidate each) -> position(each, policy.order()))
        .thenComparing(each -> each.quote().estimate())
        .thenComparing(each -> each.offer().provider().value());
  }

  private static int position(Candidate candidate, List<String> order) {
    int position = order.indexOf(candidate.offer().provider().value());
    return position < 0 ? Integer.MAX_VALUE : position;
  }

  private static Optional<Exclusion> exclusion(
      VideoSpec spec, Offer offer, Set<ProviderId> reachable, RoutingPolicy policy) {
    String slug = offer.provider().value();
    if (!policy.only().isEmpty() && !policy.only().contains(slug)) {
      return out(offer, Reason.NOT_IN_ONLY, policy.only());
    }
    if (policy.ignore().contains(slug)) {
      return out(offer, Reason.IGNORED, List.of());
    }
    if (!reachable.contains(offer.provider())) {
      return out(offer, Reason.NO_ACCOUNT, List.of());
    }
    Terms terms = offer.terms(spec.operation()).orElse(null);
    return terms == null
        ? out(
            offer, Reason.OPERATION, offer.terms().keySet().stream().map(Object::toString).toList())
        : incapable(spec, offer, terms, policy).or(() -> tooDear(spec, offer, terms, policy));
  }

  private static Optional<Exclusion> incapable(
      VideoSpec spec, Offer offer, Terms terms, RoutingPolicy policy) {
    VideoSpec.Shape shape = spec.shape();
    if (!terms.resolutions().contains(shape.resolution())) {
      return out(offer, Reason.RESOLUTION, terms.resolutions());
    }
    if (!terms.aspectRatios().contains(shape.aspectRatio())) {
      return out(offer, Reason.ASPECT_RATIO, terms.aspectRatios());
    }
    if (!terms.seconds().allows(shape.seconds())) {
      return out(offer, Reason.SECONDS, allowedSeconds(terms));
    }
    if (shape.outputs() > terms.outputs()) {
      return out(offer, Reason.OUTPUTS, allowedOutputs(terms));
    }
    return tooManyReferences(spec, offer, terms)
        .or(() -> promptLength(spec, offer, terms))
        .or(() -> unknownOption(spec, offer, terms))
        .or(() -> unhonoured(spec, offer, terms, policy));
  }

  private static List<String> allowedOutputs(Terms terms) {
    return IntStream.rangeClosed(1, terms.outputs()).mapToObj(Integer::toString).toList();
  }

  private static List<String> allowedSeconds(Terms terms) {
    List<String> allowed = new ArrayList<>();
    IntStream.rangeClosed(terms.seconds().min(), terms.seconds().max())
        .mapToObj(Integer::toString)
        .forEach(allowed::add);
    if (terms.seconds().auto()) {
      allowed.add("auto");
    }
    return allowed;
  }

  private static Optional<Exclusion> tooManyReferences(VideoSpec spec, Offer offer, Terms terms) {
    References most = terms.references();
    boolean fits =
        most.allow(
            spec.media().references(ReferenceKind.IMAGE).size(),
            spec.media().references(ReferenceKind.VIDEO).size(),
            spec.media().references(ReferenceKind.AUDIO).size());
    return fits ? Optional.empty() : out(offer, Reason.REFERENCES, List.of(allowed(most)));
  }

  private static String allowed(References most) {
    return "%d images, %d videos, %d audios, %d in total%s"
        .formatted(
            most.images(),
            most.videos(),
            most.audios(),
            most.total(),
            most.audios() > 0 && !most.audioAlone() ? ", no audio alone" : "");
  }

  private static Optional<Exclusion> promptLength(VideoSpec spec, Offer offer, Terms terms) {
    String prompt = spec.prompt();
    Terms.PromptLength length = terms.prompt();
    return prompt == null || length.allows(prompt.length())
        ? Optional.empty()
        : out(offer, Reason.PROMPT, List.of("%d to %d".formatted(length.min(), length.max())));
  }

  private static Optional<Exclusion> unhonoured(
      VideoSpec spec, Offer offer, Terms terms, RoutingPolicy policy) {
    List<String> ignored = terms.ignored(spec).stream().map(Wish::word).sorted().toList();
    return !policy.requireParameters() || ignored.isEmpty()
        ? Optional.empty()
        : out(offer, Reason.UNHONOURED, ignored);
  }

  private static Optional<Exclusion> unknownOption(VideoSpec spec, Offer offer, Terms terms) {
    @Nullable Map<String, Object> wanted = spec.extras().options().get(offer.provider().value());
    return wanted == null || terms.options().keySet().containsAll(wanted.keySet())
        ? Optional.empty()
        : out(offer, Reason.OPTIONS, terms.options().keySet().stream().sorted().toList());
  }

  private static Optional<Exclusion> tooDear(
      VideoSpec spec, Offer offer, Terms terms, RoutingPolicy policy) {
    if (policy.maxCost() == null) {
      return Optional.empty();
    }
    Quote quote = quote(spec, terms);
    return quote.worst().compareTo(policy.maxCost()) <= 0
        ? Optional.empty()
        : Optional.of(
            new Exclusion(offer.id(), Reason.MAX_COST, List.of(quote.worst().toString()), quote));
  }

  private static Optional<Exclusion> out(Offer offer, Reason reason, List<String> allowed) {
    return Optional.of(new Exclusion(offer.id(), reason, allowed, null));
  }
}
