package io.reelgate.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An attempt whose job is over, or goes on elsewhere, while its cost is open.
///
/// @param exactUsdMicros what the task costs if it succeeded, where that is certain
/// @param forgotten whether its provider has had the time to forget it
record WatchedTask(
    UUID token,
    String jobId,
    String provider,
    String account,
    String upstreamId,
    @Nullable Long exactUsdMicros,
    boolean forgotten) {}
