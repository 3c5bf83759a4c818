package io.reelgate.video;

import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.job.ClipLengths;
import io.reelgate.problem.ProblemException;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Exclusion;
import io.reelgate.routing.Quote;
import io.reelgate.routing.Route;
import io.reelgate.routing.RouteDecision.Considered;
import io.reelgate.tenant.Caller;
import io.reelgate.video.request.DecodedRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Prices a request at every provider, as if it were made now. What could not be made is refused as
/// it would be then, except for its cost: to learn that is what the caller came for.
@Component
class Estimates {
  private static final Duration VALID = Duration.ofMinutes(5);

  private static final Duration LONGEST_PROBE = Duration.ofSeconds(2);

  private final Planner planner;
  private final ClipLengths lengths;
  private final Clock clock;

  Estimates(Planner planner, ClipLengths lengths, Clock clock) {
    this.planner = planner;
    this.lengths = lengths;
    this.clock = clock;
  }

  EstimateView of(Caller caller, DecodedRequest request) {
    Planner.Plan plan = plan(caller, request);
    VideoSpec spec = plan.spec();
    Quote quote = quote(plan, request);
    return new EstimateView(
        "video.estimate",
        plan.askedModel().value(),
        spec.operation().word(),
        seconds(spec),
        spec.shape().size() == null ? "auto" : spec.shape().size().toString(),
        spec.shape().outputs(),
        spec.inputSeconds(),
        "USD",
        quote.estimate().toString(),
        quote.worst().toString(),
        clock.instant().plus(VALID).getEpochSecond(),
        plan.route().best().isPresent(),
        plan.route().sort().word(),
        plan.route().weights(),
        routes(plan.route()),
        plan.warnings());
  }

  private Planner.Plan plan(Caller caller, DecodedRequest request) {
    Planner.Plan plan = planner.draft(caller, request, spec -> spec);
    boolean unclear =
        quotes(plan.route()).anyMatch(each -> ClipLengths.matter(plan.spec(), each.price()));
    return unclear
        ? planner.draft(caller, request, spec -> lengths.probe(spec, LONGEST_PROBE))
        : plan;
  }

  private static Stream<Quote> quotes(Route route) {
    return Stream.concat(
        route.candidates().stream().map(Candidate::quote),
        route.exclusions().stream().map(Exclusion::quote).filter(Objects::nonNull));
  }

  private static Stream<Quote> tooDear(Route route) {
    return route.exclusions().stream()
        .filter(each -> each.reason() == Exclusion.Reason.MAX_COST)
        .map(Exclusion::quote)
        .filter(Objects::nonNull);
  }

  /// The price where the video would go; where only its cost is in the way, the least one.
  private static Quote quote(Planner.Plan plan, DecodedRequest request) {
    return plan.route()
        .best()
        .map(Candidate::quote)
        .or(() -> tooDear(plan.route()).min(Comparator.comparing(Quote::worst)))
        .orElseThrow(
            () -> RouteProblems.of(plan.route(), plan.askedModel(), request.request().size()));
  }

  private static String seconds(VideoSpec spec) {
    return switch (spec.shape().seconds()) {
      case Seconds.Fixed fixed -> fixed.word();
      case Seconds.Auto auto -> auto.word();
    };
  }

  private static List<EstimateView.Route> routes(Route route) {
    List<EstimateView.Route> routes = new ArrayList<>();
    for (Candidate each : route.candidates()) {
      Considered judged = Considered.of(each, routes.size() + 1);
      routes.add(EstimateView.Route.of(judged, each.quote(), null));
    }
    for (Exclusion each : route.exclusions()) {
      routes.add(EstimateView.Route.of(Considered.of(each), each.quote(), reason(each)));
    }
    return routes;
  }

  private static EstimateView.Reason reason(Exclusion exclusion) {
    ProblemException problem = RouteProblems.of(exclusion);
    return new EstimateView.Reason(problem.code().word(), problem.param(), problem.detail());
  }
}
