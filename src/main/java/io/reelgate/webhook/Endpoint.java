package io.reelgate.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a tenant wants to hear of its videos.
///
/// @param disabledReason gone, failing or tenant; null while it is enabled
/// @param hint the end of its current secret
public record Endpoint(
    EndpointId id,
    String name,
    String url,
    List<String> eventTypes,
    boolean enabled,
    @Nullable String disabledReason,
    Instant createdAt,
    Instant updatedAt,
    String hint) {
  public Endpoint {
    eventTypes = List.copyOf(eventTypes);
  }

  /// The URL may hold a secret.
  @Override
  public String toString() {
    return "Endpoint[" + id + "]";
  }
}
