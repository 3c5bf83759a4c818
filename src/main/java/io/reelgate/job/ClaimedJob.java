package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.routing.RoutingPolicy;
import io.reelgate.work.Lease;

/// A job that this process holds the lease of, before anything was sent.
///
/// @param attempts paid tries so far
record ClaimedJob(
    Lease lease, VideoSpec spec, RoutingPolicy policy, String model, boolean live, int attempts) {
  String id() {
    return lease.id();
  }
}
