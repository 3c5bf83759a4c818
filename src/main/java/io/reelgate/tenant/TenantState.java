package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a tenant's keys are accepted.
enum TenantState {
  @JsonProperty("active")
  ACTIVE,
  @JsonProperty("disabled")
  DISABLED
}
