package io.reelgate.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A generating job whose provider is to be asked. Its right lasts until the next poll that the
/// claim has set.
///
/// @param polls questions so far, this one included
/// @param notFound how often in a row the provider did not know the task, counted a minute apart
record ClaimedPoll(
    String jobId,
    int epoch,
    UUID token,
    String provider,
    String account,
    String upstreamId,
    int polls,
    int notFound,
    @Nullable Instant notFoundSince,
    Instant submittedAt,
    Instant claimedAt,
    boolean cancelRequested) {}
