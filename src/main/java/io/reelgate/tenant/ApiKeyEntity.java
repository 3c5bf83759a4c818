package io.reelgate.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/// A row of {@code api_key}, for reading and without the digest.
@Entity
@Immutable
@Table(name = "api_key")
@NullUnmarked
class ApiKeyEntity {
  @Id private String id;

  @Column(name = "tenant_id")
  private String tenantId;

  private String name;

  @Enumerated(EnumType.STRING)
  private KeyMode mode;

  private String[] scopes;

  @Enumerated(EnumType.STRING)
  private KeyState state;

  private String hint;
  private String routing;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  protected ApiKeyEntity() {}

  ApiKey toApiKey() {
    return new ApiKey(
        new ApiKeyId(id),
        new TenantId(tenantId),
        name,
        mode,
        Arrays.stream(scopes).map(Scope::valueOf).sorted().toList(),
        state,
        hint,
        RoutingRules.parse(routing),
        new ApiKey.Times(createdAt, expiresAt, revokedAt));
  }
}
