package io.reelgate.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A generating job whose provider is to be asked. Its right lasts until the next poll that the
/// claim has set.
///
/// @param offer where it is made, as the text of the offer's id
/// @param operation what was ordered; null in attempts that are older than its column
/// @param polls questions so far, this one included
/// @param notFound how often in a row the provider did not know the task, counted a minute apart
/// @param dueAt when it was to be asked, which is its place in the line
/// @param exactUsdMicros what the task costs if it succeeds, where that is certain
/// @param attempts paid tries so far
/// @param mostAttempts the caller's own limit of them; one where it wants no fallbacks
/// @param calledBack whether the provider has called about this very task
/// @param traceParent the trace of the request that asked for the job; null where that has none
/// @param notFoundAt when it was last counted
record ClaimedPoll(
    String jobId,
    int epoch,
    UUID token,
    String provider,
    String account,
    String upstreamId,
    String offer,
    @Nullable String operation,
    @Nullable String resolution,
    @Nullable Integer seconds,
    int polls,
    int notFound,
    @Nullable Instant notFoundAt,
    Instant submittedAt,
    Instant dueAt,
    Instant claimedAt,
    boolean cancelRequested,
    @Nullable Long exactUsdMicros,
    int attempts,
    @Nullable Integer mostAttempts,
    boolean calledBack,
    @Nullable String traceParent) {}
