package io.reelgate.video;

import io.reelgate.catalog.Terms.Wish;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.job.JobWarning;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Route;
import java.util.List;

/// Tells which fields of a request the chosen provider ignores, and who would not.
final class IgnoredFields {
  private IgnoredFields() {}

  static List<JobWarning> warnings(Route route, VideoSpec spec) {
    return route
        .best()
        .map(best ->
            best.terms().ignored(spec).stream()
                .sorted()
                .map(wish -> warning(route, best, spec, wish))
                .toList())
        .orElse(List.of());
  }

  private static JobWarning warning(Route route, Candidate best, VideoSpec spec, Wish wish) {
    List<String> others =
        route.candidates().stream()
            .filter(each -> !each.terms().ignored(spec).contains(wish))
            .map(each -> each.offer().provider().value())
            .toList();
    String provider = best.offer().provider().value();
    String hint =
        others.isEmpty()
            ? ""
            : "; with provider.require_parameters it goes to " + Values.list(others);
    String effect =
        wish == Wish.ASPECT_RATIO
            ? "a frame decides about the shape there"
            : "it has no effect there";
    return new JobWarning(
        "unsupported_parameter",
        wish.word(),
        "%s does not honour %s: %s%s".formatted(provider, wish.word(), effect, hint));
  }
}
