package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API key as operators see it.
@Schema(name = "ApiKey", description = "An API key as operators see it.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ApiKeyView(
    @Schema(
            description = "Sorts by creation.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "key_01k9zq4v7m2c8x5t3r6w0d1e2f")
        String id,
    @Schema(
            description = "The word api_key.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = "api_key")
        String object,
    @Schema(
            description = "Whose key it is.",
            example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("tenant_id")
        String tenantId,
    @Schema(
            description = "What operators call it.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "ci")
        String name,
    @Schema(
            description = "live reaches real providers, test only the sandbox.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        KeyMode mode,
    @Schema(description = "What it may do.", requiredMode = Schema.RequiredMode.REQUIRED)
        List<Scope> scopes,
    @Schema(
            description = "Whether it is served; an expiring one until expires_at.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        KeyState state,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "The prefix and the last four characters",
            example = "rg_live_…x9Qd")
        String hint,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Unix seconds")
        @JsonProperty("created_at")
        long createdAt,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"integer", "null"},
            description = "Unix seconds; when an expiring key ends")
        @JsonProperty("expires_at")
        @Nullable Long expiresAt,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"integer", "null"},
            description = "Unix seconds")
        @JsonProperty("revoked_at")
        @Nullable Long revokedAt,
    @Schema(
            description = "Which providers it may use, within the rules of its tenant.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        RoutingRules routing,
    @Schema(
            description = "The key itself: only in the answer to its creation, never again",
            example = "rg_live_0123456789ABCDEFGHIJabcdefghij1a2b3C")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String key) {

  static ApiKeyView of(ApiKey key) {
    return of(key, null);
  }

  static ApiKeyView of(ApiKeys.Issued issued) {
    return of(issued.key(), issued.text());
  }

  private static ApiKeyView of(ApiKey key, @Nullable String text) {
    return new ApiKeyView(
        key.id().value(),
        "api_key",
        key.tenant().value(),
        key.name(),
        key.mode(),
        key.scopes(),
        key.state(),
        key.hint(),
        key.times().created().getEpochSecond(),
        seconds(key.times().expires()),
        seconds(key.times().revoked()),
        key.routing(),
        text);
  }

  private static @Nullable Long seconds(@Nullable Instant time) {
    return time == null ? null : time.getEpochSecond();
  }

  @Override
  public String toString() {
    return "ApiKeyView[" + id + "]";
  }
}
