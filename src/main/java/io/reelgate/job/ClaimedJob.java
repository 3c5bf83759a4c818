package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.routing.RoutingPolicy;
import io.reelgate.work.Lease;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A job that this process holds the lease of, before anything was sent.
///
/// @param left until its deadline
/// @param prices what it may cost where
/// @param attempts paid tries so far
/// @param tries what became of them
/// @param origin where it comes from
record ClaimedJob(
    Lease lease,
    VideoSpec spec,
    RoutingPolicy policy,
    AgreedPrices prices,
    String model,
    boolean live,
    Duration left,
    int attempts,
    Tries tries,
    Origin origin) {
  /// @param tenant whose it is
  /// @param waited since it was due
  /// @param traceParent the trace of the request that asked for it; null where that has none
  record Origin(String tenant, Duration waited, @Nullable String traceParent) {}

  String id() {
    return lease.id();
  }
}
