package io.reelgate.tenant;

import java.time.Instant;

/// A customer of this gateway.
///
/// @param routing which providers its keys may use
/// @param active false once an operator has disabled it: its keys are refused, its jobs go on
public record Tenant(
    TenantId id, String name, boolean active, Instant createdAt, RoutingRules routing) {}
