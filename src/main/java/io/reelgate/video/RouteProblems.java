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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells a caller why no offer can run the request: the field at fault, and what it may be over all
/// offers that were not out for an earlier reason.
final class RouteProblems {
  private RouteProblems() {}

  /// @param size as the caller asked for it, which then is at fault for its resolution and ratio
  static ProblemException of(Route route, ModelId model, @Nullable Size size) {
    ProblemException summary = summary(route, model, size);
    String details =
        route.exclusions().stream()
            .map(each -> each.offer().provider() + ": " + of(each).detail())
            .sorted()
            .collect(Collectors.joining("; "));
    return route.exclusions().size() < 2
        ? summary
        : summary.code().problem(summary.param(), summary.detail() + " (" + details + ")");
  }

  private static ProblemException summary(Route route, ModelId model, @Nullable Size size) {
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
      case NOT_IN_ONLY, IGNORED, NOT_PERMITTED, DATA_POLICY, NO_ACCOUNT, DEADLINE ->
          ProblemCode.NO_ROUTE.problem(reason.param(), noRoute(reason, allowed, model));
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
              "the video can cost up to %s USD, more than max_cost".formatted(least(allowed)));
    };
  }

  private static ProblemException unhonoured(List<String> fields, String model) {
    String field = fields.getFirst();
    return ProblemCode.UNSUPPORTED_PARAMETER.problem(
        field, "no provider that can make this with %s honours %s".formatted(model, field));
  }

  private static String noRoute(Reason reason, List<String> allowed, String model) {
    return switch (reason) {
      case NOT_IN_ONLY -> "none of the providers in provider.only sells " + model;
      case IGNORED -> "provider.ignore leaves no provider that sells " + model;
      case NOT_PERMITTED -> "the rules of this API key permit no provider of " + model;
      case DATA_POLICY ->
          "no provider promises of %s what the rules of this API key want of its data"
              .formatted(model);
      case DEADLINE ->
          "nine of ten videos like this take up to %s seconds, more than deadline_seconds"
              .formatted(least(allowed));
      case NO_ACCOUNT,
          OPERATION,
          RESOLUTION,
          ASPECT_RATIO,
          SECONDS,
          OUTPUTS,
          REFERENCES,
          PROMPT,
          OPTIONS,
          UNHONOURED,
          MAX_COST ->
          "no provider of %s can be used with this API key".formatted(model);
    };
  }

  private static String least(List<String> figures) {
    return Collections.min(figures, Comparator.comparing(BigDecimal::new));
  }

  private static List<String> allowed(Route route, Reason reason) {
    Set<String> allowed = new LinkedHashSet<>();
    route.exclusions().stream()
        .filter(exclusion -> exclusion.reason() == reason)
        .forEach(exclusion -> allowed.addAll(exclusion.allowed()));
    return List.copyOf(allowed);
  }
}
