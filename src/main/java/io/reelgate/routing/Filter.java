package io.reelgate.routing;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.Terms.References;
import io.reelgate.catalog.Terms.Wish;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.health.Timing;
import io.reelgate.health.TimingKey;
import io.reelgate.routing.Exclusion.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides which offers are out, and why.
final class Filter {
  private final VideoSpec spec;
  private final RoutingPolicy policy;
  private final Circumstances now;

  Filter(VideoSpec spec, RoutingPolicy policy, Circumstances now) {
    this.spec = spec;
    this.policy = policy;
    this.now = now;
  }

  Optional<Exclusion> exclusion(Offer offer) {
    String slug = offer.provider().value();
    if (!policy.only().isEmpty() && !policy.only().contains(slug)) {
      return out(offer, Reason.NOT_IN_ONLY, policy.only());
    }
    if (policy.ignore().contains(slug)) {
      return out(offer, Reason.IGNORED, List.of());
    }
    if (!policy.rulesOrNone().permit(offer)) {
      return out(offer, Reason.NOT_PERMITTED, List.of());
    }
    if (!policy.rulesOrNone().permit(offer.data())) {
      return out(offer, Reason.DATA_POLICY, List.of());
    }
    if (!now.reachable().contains(offer.provider())) {
      return out(offer, Reason.NO_ACCOUNT, List.of());
    }
    Terms terms = offer.terms(spec.operation()).orElse(null);
    return terms == null
        ? out(
            offer, Reason.OPERATION, offer.terms().keySet().stream().map(Object::toString).toList())
        : incapable(offer, terms).or(() -> tooDear(offer, terms)).or(() -> tooSlow(offer, terms));
  }

  private Optional<Exclusion> incapable(Offer offer, Terms terms) {
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
    return tooManyReferences(offer, terms)
        .or(() -> promptLength(offer, terms))
        .or(() -> unknownOption(offer, terms))
        .or(() -> unhonoured(offer, terms));
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

  private Optional<Exclusion> tooManyReferences(Offer offer, Terms terms) {
    if (spec.media().references().isEmpty()) {
      return Optional.empty();
    }
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

  private Optional<Exclusion> promptLength(Offer offer, Terms terms) {
    String prompt = spec.prompt();
    Terms.PromptLength length = terms.prompt();
    return prompt == null || length.allows(prompt.length())
        ? Optional.empty()
        : out(offer, Reason.PROMPT, List.of("%d to %d".formatted(length.min(), length.max())));
  }

  private Optional<Exclusion> unhonoured(Offer offer, Terms terms) {
    if (!policy.requireParameters()) {
      return Optional.empty();
    }
    List<String> ignored = terms.ignored(spec).stream().map(Wish::word).sorted().toList();
    return ignored.isEmpty() ? Optional.empty() : out(offer, Reason.UNHONOURED, ignored);
  }

  private Optional<Exclusion> unknownOption(Offer offer, Terms terms) {
    @Nullable Map<String, Object> wanted = spec.extras().options().get(offer.provider().value());
    return wanted == null || terms.options().keySet().containsAll(wanted.keySet())
        ? Optional.empty()
        : out(offer, Reason.OPTIONS, terms.options().keySet().stream().sorted().toList());
  }

  private Optional<Exclusion> tooDear(Offer offer, Terms terms) {
    if (policy.maxCost() == null) {
      return Optional.empty();
    }
    Quote quote = Quote.of(spec, terms);
    return quote.worst().compareTo(policy.maxCost()) <= 0
        ? Optional.empty()
        : Optional.of(
            new Exclusion(offer.id(), Reason.MAX_COST, List.of(quote.worst().toString()), quote));
  }

  /// An offer of which nothing was measured may try.
  private Optional<Exclusion> tooSlow(Offer offer, Terms terms) {
    Duration left = now.left();
    Timing timing = now.health().timing(TimingKey.of(now.live(), offer.id(), spec)).orElse(null);
    return left == null || timing == null || timing.wholly().compareTo(left) <= 0
        ? Optional.empty()
        : Optional.of(
            new Exclusion(
                offer.id(),
                Reason.DEADLINE,
                List.of(Long.toString(timing.wholly().plusMillis(999).toSeconds())),
                Quote.of(spec, terms)));
  }

  private static Optional<Exclusion> out(Offer offer, Reason reason, List<String> allowed) {
    return Optional.of(new Exclusion(offer.id(), reason, allowed, null));
  }
}
