package io.reelgate.video;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Size;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.routing.Exclusion;
import io.reelgate.routing.Exclusion.Reason;
import io.reelgate.routing.Route;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells a caller why no offer can run the request: the field at fault, and what it may be over all
/// offers that were not out for an earlier reason.
final class RouteProblems {
  private RouteProblems() {}

  /// @param size as the caller asked for it, which then is at fault for its resolution and ratio
  static ProblemException of(Route route, ModelId model, @Nullable Size size) {
    Reason reason =
        route.exclusions().stream()
            .map(Exclusion::reason)
            .max(Comparator.naturalOrder())
            .orElse(Reason.NO_ACCOUNT);
    List<String> allowed = allowed(route, reason);
    return size != null && (reason == Reason.RESOLUTION || reason == Reason.ASPECT_RATIO)
        ? ofSize(size, reason, Values.list(allowed), model)
        : of(reason, allowed, model + rest(route, reason));
  }

  /// Why one offer is out.
  static ProblemException of(Exclusion exclusion) {
    return of(exclusion.reason(), exclusion.allowed(), exclusion.offer().model() + " there");
  }

  /// Where others are out for another field, the allowed values are those beside that field.
  private static String rest(Route route, Reason reason) {
    boolean mixed =
        route.exclusions().stream()
            .map(Exclusion::reason)
            .anyMatch(each -> each != reason && each.compareTo(Reason.OPERATION) > 0);
    return mixed ? " with the other fields of this request" : "";
  }

  private static ProblemException ofSize(Size size, Reason reason, String values, ModelId model) {
    return ProblemCode.UNSUPPORTED_SIZE.problem(
        "size",
        "size %s cannot be made here: %s must be %s for %s"
            .formatted(size, reason.param(), values, model));
  }

  private static ProblemException of(Reason reason, List<String> allowed, String model) {
    String values = Values.list(allowed);
    return switch (reason) {
      case NOT_IN_ONLY -> noRoute(reason, "none of the providers in provider.only sells " + model);
      case IGNORED -> noRoute(reason, "provider.ignore leaves no provider that sells " + model);
      case NO_ACCOUNT ->
          noRoute(reason, "no provider of %s can be used with this API key".formatted(model));
      case OPERATION ->
          ProblemCode.UNSUPPORTED_PARAMETER.problem(
              reason.param(), "%s offers %s".formatted(model, values));
      case RESOLUTION ->
          ProblemCode.UNSUPPORTED_RESOLUTION.problem(
              reason.param(), "resolution must be %s for %s".formatted(values, model));
      case SECONDS ->
          ProblemCode.UNSUPPORTED_DURATION.problem(
              reason.param(), "seconds must be %s for %s".formatted(values, model));
      case ASPECT_RATIO, OUTPUTS ->
          ProblemCode.INVALID_VALUE.problem(
              reason.param(), "%s must be %s for %s".formatted(reason.param(), values, model));
      case REFERENCES ->
          ProblemCode.INVALID_VALUE.problem(
              reason.param(), "input_references may be at most %s for %s".formatted(values, model));
      case PROMPT ->
          ProblemCode.INVALID_VALUE.problem(
              reason.param(), "prompt must be %s characters for %s".formatted(values, model));
      case UNHONOURED -> unhonoured(allowed, model);
      case OPTIONS ->
          ProblemCode.UNSUPPORTED_PARAMETER.problem(
              reason.param(), "provider.options may hold %s".formatted(values));
      case MAX_COST ->
          ProblemCode.MAX_COST_EXCEEDED.problem(
              reason.param(),
              "the video can cost up to %s USD, more than max_cost"
                  .formatted(Collections.min(allowed, Comparator.comparing(BigDecimal::new))));
    };
  }

  private static ProblemException unhonoured(List<String> fields, String model) {
    String field = fields.getFirst();
    return ProblemCode.UNSUPPORTED_PARAMETER.problem(
        field, "no provider that can make this with %s honours %s".formatted(model, field));
  }

  private static ProblemException noRoute(Reason reason, String message) {
    return ProblemCode.NO_ROUTE.problem(reason.param(), message);
  }

  private static List<String> allowed(Route route, Reason reason) {
    Set<String> allowed = new LinkedHashSet<>();
    route.exclusions().stream()
        .filter(exclusion -> exclusion.reason() == reason)
        .forEach(exclusion -> allowed.addAll(exclusion.allowed()));
    return List.copyOf(allowed);
  }
}
