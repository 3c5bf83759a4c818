package io.reelgate.tenant;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Asks again about keys whose request is still open, long after it was let in.
@Repository
public class KeyChecks {
  private static final String USABLE =
      """
      select k.id from api_key k join tenant t on t.id = k.tenant_id
      where k.id = any (:ids) and k.state <> 'REVOKED' and t.state <> 'DISABLED'
        and (k.expires_at is null or k.expires_at > reelgate_now())
      """;

  private final JdbcClient jdbc;

  KeyChecks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Those that would still be let in.
  public Set<ApiKeyId> usable(Collection<ApiKeyId> keys) {
    return jdbc
        .sql(USABLE)
        .param("ids", keys.stream().map(ApiKeyId::value).toArray(String[]::new))
        .query((row, number) -> new ApiKeyId(row.getString("id")))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }
}
