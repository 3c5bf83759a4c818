package io.reelgate.provider;

import java.util.UUID;

/// A provider's handle for an accepted attempt.
///
/// @param token our id of the attempt
/// @param upstreamId the provider's id of the task; opaque outside its adapter
public record Ticket(UUID token, String upstreamId) {}
