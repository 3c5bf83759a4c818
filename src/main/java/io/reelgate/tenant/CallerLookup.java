package io.reelgate.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds who owns a digest: the one query on keys that cannot know the tenant yet.
@Component
class CallerLookup {
  private static final String BY_DIGEST =
      """
      select k.id, k.tenant_id, k.mode, k.scopes, k.routing, t.routing as tenant_routing, t.state = 'DISABLED' as disabled,
             k.state = 'REVOKED' or coalesce(k.expires_at <= reelgate_now(), false) as dead
      from api_key k join tenant t on t.id = k.tenant_id
      where k.digest = :digest and k.pepper_id = :pepperId
      """;

  private final JdbcClient jdbc;

  CallerLookup(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Found> find(byte[] digest, String pepperId) {
    return jdbc.sql(BY_DIGEST)
        .param("digest", digest)
        .param("pepperId", pepperId)
        .query((row, number) -> found(row))
        .optional();
  }

  private static Found found(ResultSet row) throws SQLException {
    String[] scopes = (String[]) row.getArray("scopes").getArray();
    Caller caller =
        new Caller(
            new TenantId(row.getString("tenant_id")),
            new ApiKeyId(row.getString("id")),
            KeyMode.valueOf(row.getString("mode")),
            Arrays.stream(scopes).map(Scope::valueOf).collect(Collectors.toUnmodifiableSet()),
            RoutingRules.parse(row.getString("routing"))
                .within(RoutingRules.parse(row.getString("tenant_routing"))));
    return new Found(caller, row.getBoolean("dead"), row.getBoolean("disabled"));
  }

  /// @param dead the key is revoked or past its end
  /// @param disabled the tenant is disabled
  record Found(Caller caller, boolean dead, boolean disabled) {}
}
