package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/// A tenant as operators see it.
@Schema(name = "Tenant", description = "A customer of the gateway; owns keys and videos.")
record TenantView(
    @Schema(
            description = "Sorts by creation.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f")
        String id,
    @Schema(
            description = "The word tenant.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = "tenant")
        String object,
    @Schema(
            description = "Unique among tenants.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "Film school")
        String name,
    @Schema(
            description = "Whether its keys are served.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        TenantState state,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Unix seconds")
        @JsonProperty("created_at")
        long createdAt,
    @Schema(
            description = "Which providers its keys may use.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        RoutingRules routing) {

  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id().value(),
        "tenant",
        tenant.name(),
        tenant.active() ? TenantState.ACTIVE : TenantState.DISABLED,
        tenant.createdAt().getEpochSecond(),
        tenant.routing());
  }
}
