package io.reelgate.routing;

import io.reelgate.money.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the caller wants of the route. Stored with the job.
///
/// @param order slugs of providers to try first, in this order
/// @param only slugs of the only permitted providers; empty permits all
/// @param ignore slugs of providers never to use
/// @param allowFallbacks whether a second provider may be tried
/// @param maxAttempts most attempts over all providers; null means the gateway's setting
/// @param maxCost an offer whose worst case is dearer is out; null means no cap
public record RoutingPolicy(
    List<String> order,
    List<String> only,
    List<String> ignore,
    boolean allowFallbacks,
    @Nullable Sort sort,
    boolean requireParameters,
    @Nullable Integer maxAttempts,
    @Nullable Usd maxCost) {
  public static final RoutingPolicy NONE =
      new RoutingPolicy(List.of(), List.of(), List.of(), true, null, false, null, null);

  public RoutingPolicy {
    order = List.copyOf(order);
    only = List.copyOf(only);
    ignore = List.copyOf(ignore);
  }

  /// What the ranking favours.
  public enum Sort {
    PRICE,
    HEALTH,
    LATENCY,
    THROUGHPUT,
    BALANCED
  }
}
