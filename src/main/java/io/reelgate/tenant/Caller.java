package io.reelgate.tenant;

import java.util.Set;

/// Who makes the present request: the principal of every {@code /v1} route. Controllers take it as
/// an argument with {@code @AuthenticationPrincipal}.
///
/// @param routing what the tenant and the key permit together
public record Caller(
    TenantId tenant, ApiKeyId key, KeyMode mode, Set<Scope> scopes, RoutingRules routing) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  public boolean live() {
    return mode == KeyMode.LIVE;
  }
}
