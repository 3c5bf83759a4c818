package io.reelgate.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/// A row of {@code tenant}, for reading. Rows change by the statements of {@link TenantRepository},
/// because their times come from the database clock.
@Entity
@Immutable
@Table(name = "tenant")
@NullUnmarked
class TenantEntity {
  @Id private String id;
  private String name;

  @Enumerated(EnumType.STRING)
  private TenantState state;

  @Column(name = "created_at")
  private Instant createdAt;

  private String routing;

  protected TenantEntity() {}

  Tenant toTenant() {
    return new Tenant(
        new TenantId(id),
        name,
        state == TenantState.ACTIVE,
        createdAt,
        RoutingRules.parse(routing));
  }
}
