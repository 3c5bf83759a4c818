package io.reelgate.routing;

import io.reelgate.catalog.DataPolicy;
import io.reelgate.catalog.Offer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the caller's tenant and key permit, whatever the request says. Stored with the job.
///
/// @param allow slugs of the only permitted providers; empty permits all
/// @param deny slugs of providers that are not permitted
/// @param regions where data may be worked on; empty permits all
/// @param retentionDays how long data may be kept; null permits any time
/// @param noTraining whether models must not be trained with the data
public record Rules(
    List<String> allow,
    List<String> deny,
    List<String> regions,
    @Nullable Integer retentionDays,
    boolean noTraining) {
  public static final Rules NONE = new Rules(List.of(), List.of(), List.of(), null, false);

  public Rules {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    regions = List.copyOf(regions);
  }

  boolean permit(Offer offer) {
    String slug = offer.provider().value();
    return (allow.isEmpty() || allow.contains(slug)) && !deny.contains(slug);
  }

  /// What is not told is not promised.
  boolean permit(DataPolicy data) {
    Integer days = data.retentionDays();
    return (regions.isEmpty() || regions.contains(Objects.requireNonNullElse(data.region(), "")))
        && (retentionDays == null || (days != null && days <= retentionDays))
        && (!noTraining || Boolean.FALSE.equals(data.training()));
  }
}
