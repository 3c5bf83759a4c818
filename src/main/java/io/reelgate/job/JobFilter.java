package io.reelgate.job;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of a tenant's jobs to list. Conditions are combined with AND.
///
/// @param states any of them; empty means all
/// @param after only jobs beyond this one in the wanted order; it need not exist any more
/// @param limit most jobs, 0 to 100
public record JobFilter(
    Set<JobState> states,
    @Nullable String model,
    @Nullable Instant createdAfter,
    @Nullable Instant createdBefore,
    Map<String, String> metadata,
    boolean ascending,
    @Nullable JobId after,
    int limit) {}
