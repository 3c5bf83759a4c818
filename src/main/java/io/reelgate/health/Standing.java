package io.reelgate.health;

import io.reelgate.catalog.ProviderId;
import org.jspecify.annotations.Nullable;

/// An account at this moment, as this replica knows it.
///
/// @param reason why it takes no orders; null while it does
/// @param drained whether it is to get nothing new
/// @param inFlight tasks accepted and not finished, over all replicas
public record Standing(
    ProviderId provider,
    String account,
    Position position,
    @Nullable String reason,
    boolean drained,
    int inFlight) {
  boolean live() {
    return HealthKey.live(account);
  }
}
