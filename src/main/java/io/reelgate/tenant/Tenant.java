package io.reelgate.tenant;

import java.time.Instant;

/// A customer of this gateway.
///
/// @param active false once an operator has disabled it: its keys are refused, its jobs go on
public record Tenant(TenantId id, String name, boolean active, Instant createdAt) {}
