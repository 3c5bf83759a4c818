package io.reelgate.job;

import io.reelgate.provider.Output;
import io.reelgate.work.Lease;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job whose provider is done and whose outputs are to be looked at.
///
/// @param retention how long the provider keeps the outputs
/// @param traceParent the trace of the request that asked for the job; null where that has none
/// @param costMicros the cost if it is already certain: reported, or computed from known lengths
record ClaimedOutputs(
    Lease lease,
    String provider,
    String account,
    Duration retention,
    List<Output> outputs,
    @Nullable Long seed,
    @Nullable Long costMicros,
    boolean costReported,
    UUID token,
    String offer,
    @Nullable String traceParent) {}
