package io.reelgate.job;

import io.reelgate.tenant.TenantId;

/// How far a job is, in short.
///
/// @param sequence of its last event; grows with every change of state
/// @param progress 0 to 100
/// @param changedAtMillis when that was, in Unix milliseconds
public record JobStanding(
    JobId id, TenantId tenant, int sequence, int progress, long changedAtMillis) {}
