package io.reelgate.routing;

import io.reelgate.money.Usd;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the caller wants of the route. Stored with the job.
///
/// @param order slugs of providers to try first, in this order
/// @param only slugs of the only permitted providers; empty permits all
/// @param ignore slugs of providers never to use
/// @param allowFallbacks whether a second provider may be tried
/// @param maxAttempts most attempts over all providers; null means the gateway's setting
/// @param sort what the ranking favours; null means the gateway's setting
/// @param maxCost an offer whose worst case is dearer is out; null means no cap
/// @param rules what the tenant and the key permit; null in jobs that are older than rules
public record RoutingPolicy(
    List<String> order,
    List<String> only,
    List<String> ignore,
    boolean allowFallbacks,
    @Nullable Sort sort,
    boolean requireParameters,
    @Nullable Integer maxAttempts,
    @Nullable Usd maxCost,
    @Nullable Rules rules) {
  public static final RoutingPolicy NONE =
      new RoutingPolicy(List.of(), List.of(), List.of(), true, null, false, null, null, Rules.NONE);

  public RoutingPolicy {
    order = List.copyOf(order);
    only = List.copyOf(only);
    ignore = List.copyOf(ignore);
  }

  Rules rulesOrNone() {
    return rules == null ? Rules.NONE : rules;
  }

  /// What the ranking favours.
  public enum Sort {
    /// The least expected cost of this very request; the healthier of those within one per cent.
    PRICE,
    /// Those that nobody leads in health take turns, the healthier of two that are drawn.
    HEALTH,
    /// The video is there soonest, as a rule.
    LATENCY,
    /// The most seconds of video in a second, nine times of ten.
    THROUGHPUT,
    /// Price, health and speed, weighed.
    BALANCED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
