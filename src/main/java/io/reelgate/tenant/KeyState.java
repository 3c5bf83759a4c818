package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where an API key stands. It only moves forward.
enum KeyState {
  /// Accepted.
  @JsonProperty("active")
  ACTIVE,
  /// Accepted until its {@code expires_at}: the old key of a rotation.
  @JsonProperty("expiring")
  EXPIRING,
  /// Refused for good.
  @JsonProperty("revoked")
  REVOKED
}
