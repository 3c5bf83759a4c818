package io.reelgate.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which of a tenant's jobs to list. Conditions are combined with AND.
///
/// @param status one of the four words of {@link JobState#status}
/// @param createdFrom inclusive
/// @param createdBefore exclusive
/// @param after only jobs beyond this one in the wanted order; it need not exist any more
/// @param limit most jobs, 0 to 100
public record JobFilter(
    @Nullable String status,
    @Nullable String model,
    @Nullable Instant createdFrom,
    @Nullable Instant createdBefore,
    Map<String, String> metadata,
    boolean ascending,
    @Nullable JobId after,
    int limit) {}
