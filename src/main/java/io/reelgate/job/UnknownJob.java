package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job that this process may look into for a while: it may or may not have been accepted. All
/// times are the database's.
///
/// @param upstream the provider's own name of what was ordered
/// @param asSent whether the spec is word for word what the attempt was made for
/// @param sentAt when the intent was committed; nothing was sent before
/// @param checks how often it was looked into, this time included
/// @param absentAt when a look-up that counts as proof first found nothing
/// @param calledBackId the task that a callback under the attempt's own address named
/// @param cancelled whether nobody wants it any more
/// @param trustedUntilNanos until when it is certainly ours, on the monotonic clock
/// @param traceParent the trace of the request that asked for the job; null where that has none
public record UnknownJob(
    String jobId,
    int epoch,
    UUID token,
    String provider,
    String account,
    String offer,
    String upstream,
    VideoSpec spec,
    boolean asSent,
    Instant sentAt,
    Instant claimedAt,
    int checks,
    @Nullable Instant absentAt,
    @Nullable String calledBackId,
    boolean cancelled,
    long trustedUntilNanos,
    @Nullable String traceParent) {}
