package io.reelgate.routing;

import io.reelgate.routing.RoutingPolicy.Sort;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How offers are ranked.
///
/// @param defaultSort what the choice favours where neither the request nor its key says: `price`,
///   `health`, `latency`, `throughput` or `balanced`; `price`
/// @param probeShare the part of the requests, 0 to 1, that may try a provider whose breaker is
///   half-open, where it is not the cheapest that is wanted; 0.10. One at a time does
/// @param exploreShare the part of the requests, 0 to 1, for which the sort `health` leaves it to
///   chance which provider is tried, to learn how those do that others lead; 0.02
/// @param balance what counts how much for the sort `balanced`
@Validated
@ConfigurationProperties("reelgate.routing")
public record RoutingProperties(
    @DefaultValue("price") Sort defaultSort,
    @DefaultValue("0.10") @DecimalMin("0") @DecimalMax("1") double probeShare,
    @DefaultValue("0.02") @DecimalMin("0") @DecimalMax("1") double exploreShare,
    @NestedConfigurationProperty @DefaultValue Balance balance) {
  /// As shipped.
  public static final RoutingProperties USUAL =
      new RoutingProperties(Sort.PRICE, 0.10, 0.02, new Balance(0.5, 0.3, 0.2));

  /// @param price weight of the cheapest price divided by this one; 0.5
  /// @param health weight of the health score; 0.3
  /// @param speed weight of the shortest time divided by this one; 0.2
  public record Balance(
      @DefaultValue("0.5") @PositiveOrZero double price,
      @DefaultValue("0.3") @PositiveOrZero double health,
      @DefaultValue("0.2") @PositiveOrZero double speed) {}
}
