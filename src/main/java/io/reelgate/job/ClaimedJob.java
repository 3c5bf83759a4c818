package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.routing.RoutingPolicy;
import io.reelgate.work.Lease;
import java.time.Duration;

/// A job that this process holds the lease of, before anything was sent.
///
/// @param left until its deadline
/// @param prices what it may cost where
/// @param attempts paid tries so far
/// @param tries what became of them
record ClaimedJob(
    Lease lease,
    VideoSpec spec,
    RoutingPolicy policy,
    AgreedPrices prices,
    String model,
    boolean live,
    Duration left,
    int attempts,
    Tries tries) {
  String id() {
    return lease.id();
  }
}
