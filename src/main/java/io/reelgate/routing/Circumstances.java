package io.reelgate.routing;

import io.reelgate.catalog.ProviderId;
import io.reelgate.health.HealthSnapshot;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a route depends on beside the request. The same circumstances give the same route.
///
/// @param reachable the providers that have an account of the caller's kind
/// @param live whether these accounts are real
/// @param seed of all chance in the route
/// @param left how long the video may take; null means that it does not matter
/// @param unmeasured how long a video takes where nothing was measured; null means what the catalog
///   says
public record Circumstances(
    Set<ProviderId> reachable,
    boolean live,
    HealthSnapshot health,
    long seed,
    @Nullable Duration left,
    @Nullable Duration unmeasured) {

  /// Where everybody is well and takes as long as the catalog says.
  public static Circumstances fair(Set<ProviderId> reachable) {
    return new Circumstances(reachable, true, HealthSnapshot.NONE, 0, null, null);
  }

  /// The same without a deadline.
  public Circumstances unhurried() {
    return new Circumstances(reachable, live, health, seed, null, unmeasured);
  }
}
