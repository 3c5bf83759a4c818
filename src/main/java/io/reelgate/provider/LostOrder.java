package io.reelgate.provider;

import io.reelgate.catalog.VideoSpec;
import java.time.Instant;
import java.util.UUID;

/// A paid order of which nobody knows whether it was accepted.
///
/// @param upstream the provider's own name of the model or endpoint that it went to
/// @param from no task of it was made before
/// @param until no task of it was made after
public record LostOrder(
    UUID token,
    ProviderAccount account,
    String upstream,
    VideoSpec spec,
    Instant from,
    Instant until) {}
