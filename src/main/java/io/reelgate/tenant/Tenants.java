package io.reelgate.tenant;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to tenants for other packages.
@Service
public class Tenants {
  private final TenantRepository rows;
  private final ApiKeys keys;

  Tenants(TenantRepository rows, ApiKeys keys) {
    this.rows = rows;
    this.keys = keys;
  }

  @Transactional(readOnly = true)
  public Optional<Tenant> find(TenantId id) {
    return rows.findById(id.value()).map(TenantEntity::toTenant);
  }

  /// Makes a fixed word a working API key of this process: for the local run, and nothing else. The
  /// tenant has the same name. Doing it again changes nothing but the mode.
  @Transactional
  public Tenant registerFixedKey(String keyText, KeyMode mode) {
    Tenant tenant =
        rows.insert(keyText)
            .or(() -> rows.findByName(keyText))
            .map(TenantEntity::toTenant)
            .orElseThrow();
    keys.fix(tenant.id(), keyText, mode);
    return tenant;
  }

  /// Empty when the name is taken.
  @Transactional
  Optional<Tenant> create(String name) {
    return rows.insert(name).map(TenantEntity::toTenant);
  }

  @Transactional(readOnly = true)
  List<Tenant> listBefore(String before, int limit) {
    return rows.findBefore(before, Limit.of(limit)).stream().map(TenantEntity::toTenant).toList();
  }

  /// Its keys are refused from now on; jobs that were accepted go on.
  @Transactional
  Optional<Tenant> setActive(TenantId id, boolean active) {
    Optional<TenantEntity> row = active ? rows.enable(id.value()) : rows.disable(id.value());
    keys.forget();
    return row.map(TenantEntity::toTenant);
  }

  @Transactional
  Optional<Tenant> setRouting(TenantId id, RoutingRules rules) {
    Optional<TenantEntity> row = rows.setRouting(id.value(), rules.json());
    keys.forget();
    return row.map(TenantEntity::toTenant);
  }
}
