package io.reelgate.webhook;

import io.reelgate.database.Sql;
import io.reelgate.tenant.TenantId;
import io.reelgate.vault.Sealed;
import io.reelgate.vault.Vault;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The secrets under which events are signed: one per endpoint, and one per tenant for {@code
/// callback_url}. Shown when they are made, never again.
@Component
public class Secrets {
  private static final String INSERT =
      """
      insert into webhook_secret (tenant_id, endpoint_id, key_id, sealed, hint)
      values (:tenant, :endpoint, :key_id, decode(:sealed, 'hex'), :hint)
      on conflict (tenant_id, coalesce(endpoint_id, '')) where expires_at is null do nothing
      """;

  /// The one before the one that goes now ends at once: there are never more than two.
  private static final String DROP_FORMER =
      """
      delete from webhook_secret
      where tenant_id = :tenant and endpoint_id is not distinct from :endpoint and expires_at is not null
      """;

  private static final String RETIRE =
      """
      update webhook_secret set expires_at = reelgate_now() + cast(:overlap as interval)
      where tenant_id = :tenant and endpoint_id is not distinct from :endpoint and expires_at is null
      """;

  private static final String VALID =
      """
      select key_id, encode(sealed, 'hex') as hex from webhook_secret
      where tenant_id = :tenant and endpoint_id is not distinct from :endpoint
        and (expires_at is null or expires_at > reelgate_now())
      order by expires_at is not null, id desc
      """;

  private static final String FOREIGN_KEYS =
      """
      select id, tenant_id, key_id, encode(sealed, 'hex') as hex from webhook_secret
      where key_id <> :current order by id limit :limit for update skip locked
      """;

  private static final String REWRAP =
      """
      update webhook_secret s set key_id = :current, sealed = decode(r.hex, 'hex')
      from unnest(cast(:ids as bigint[]), cast(:sealed as text[])) as r(id, hex) where s.id = r.id
      """;

  /// Two rotations at once would each hide the other's secret.
  private static final String LOCK =
      """
      select pg_advisory_xact_lock(hashtextextended('webhook_secret' || :tenant, 0))
      """;

  private final JdbcClient jdbc;
  private final Vault vault;

  Secrets(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// Makes the first secret of an endpoint, with the caller's transaction.
  ///
  /// @param endpoint null for {@code callback_url}
  SecretText make(TenantId tenant, @Nullable EndpointId endpoint) {
    SecretText secret = SecretText.random();
    insert(tenant, endpoint, secret);
    return secret;
  }

  /// Replaces a secret; the old one signs along for a while. With the caller's transaction.
  @Transactional(propagation = Propagation.MANDATORY)
  public SecretText rotate(TenantId tenant, @Nullable EndpointId endpoint, Duration overlap) {
    jdbc.sql(LOCK).param("tenant", tenant.value()).query((row, number) -> "").list();
    update(DROP_FORMER, tenant, endpoint).update();
    SecretText secret = SecretText.random();
    do {
      update(RETIRE, tenant, endpoint).param("overlap", Sql.interval(overlap)).update();
      // a sender can have made the first secret of a tenant's callbacks in between
    } while (insert(tenant, endpoint, secret) == 0);
    return secret;
  }

  /// The keys that sign an event now, the current one first. A tenant that never asked for the
  /// secret of its callbacks gets one here, so that nothing leaves unsigned.
  public List<byte[]> keys(TenantId tenant, @Nullable EndpointId endpoint) {
    List<Sealed> found = valid(tenant, endpoint);
    if (found.isEmpty()) {
      make(tenant, endpoint);
      found = valid(tenant, endpoint);
    }
    return found.stream().map(sealed -> vault.open(sealed, place(tenant.value()))).toList();
  }

  private List<Sealed> valid(TenantId tenant, @Nullable EndpointId endpoint) {
    return update(VALID, tenant, endpoint).query(Sealed.class).list().stream()
        .map(Objects::requireNonNull)
        .toList();
  }

  private record Row(long id, String tenantId, String keyId, String hex) {}

  /// Seals some secrets under the current master key that are sealed under another; answers how
  /// many.
  @Transactional
  public int rewrap(int most) {
    List<Row> rows =
        jdbc
            .sql(FOREIGN_KEYS)
            .param("current", vault.currentKeyId())
            .param("limit", most)
            .query(Row.class)
            .list()
            .stream()
            .map(Objects::requireNonNull)
            .toList();
    if (rows.isEmpty()) {
      return 0;
    }
    return jdbc.sql(REWRAP)
        .param("current", vault.currentKeyId())
        .param("ids", rows.stream().map(Row::id).toArray(Long[]::new))
        .param("sealed", rows.stream().map(this::rewrapped).toArray(String[]::new))
        .update();
  }

  private String rewrapped(Row row) {
    return vault.rewrap(new Sealed(row.keyId(), row.hex()), place(row.tenantId())).hex();
  }

  /// Answers 0 where there is a current one already.
  private int insert(TenantId tenant, @Nullable EndpointId endpoint, SecretText secret) {
    Sealed sealed = vault.seal(secret.key(), place(tenant.value()));
    return update(INSERT, tenant, endpoint)
        .param("key_id", sealed.keyId())
        .param("sealed", sealed.hex())
        .param("hint", secret.hint())
        .update();
  }

  private JdbcClient.StatementSpec update(
      String sql, TenantId tenant, @Nullable EndpointId endpoint) {
    return jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("endpoint", endpoint == null ? null : endpoint.value(), Types.VARCHAR);
  }

  private static String place(String tenantId) {
    return tenantId + "\nwebhook_secret.sealed";
  }
}
