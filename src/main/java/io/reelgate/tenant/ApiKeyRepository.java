package io.reelgate.tenant;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The table {@code api_key}. Every method takes the tenant, so that no key of another one can be
/// named.
interface ApiKeyRepository extends Repository<ApiKeyEntity, String> {
  /// Newest first, from the one after {@code before}.
  @Query(
      "select k from ApiKeyEntity k where k.tenantId = :tenantId and k.id < :before"
          + " order by k.id desc")
  List<ApiKeyEntity> findBefore(String tenantId, String before, Limit limit);

  /// Stores a key. One that is there already, which only a fixed key can be, is renewed.
  @Query(
      nativeQuery = true,
      value =
          """
          insert into api_key (tenant_id, name, mode, scopes, digest, pepper_id, hint)
          values (:tenantId, :name, :mode, :scopes, :digest, :pepperId, :hint)
          on conflict (digest, pepper_id) do update
          set mode = excluded.mode, state = 'ACTIVE', expires_at = null, revoked_at = null
          returning *
          """)
  ApiKeyEntity store(
      String tenantId,
      String name,
      String mode,
      String[] scopes,
      byte[] digest,
      String pepperId,
      String hint);

  @Query(
      nativeQuery = true,
      value =
          """
          update api_key set state = 'REVOKED', revoked_at = coalesce(revoked_at, reelgate_now())
          where tenant_id = :tenantId and id = :id returning *
          """)
  Optional<ApiKeyEntity> revoke(String tenantId, String id);

  @Query(
      nativeQuery = true,
      value =
          """
          update api_key set routing = :routing where tenant_id = :tenantId and id = :id returning *
          """)
  Optional<ApiKeyEntity> setRouting(String tenantId, String id, String routing);

  /// A key that is already revoked stays so, and an earlier end stays the earlier one.
  @Query(
      nativeQuery = true,
      value =
          """
          update api_key
          set state = case when state = 'REVOKED' then state else 'EXPIRING' end,
              expires_at = case when state = 'REVOKED' then expires_at
                else least(expires_at, reelgate_now() + make_interval(secs => :seconds)) end
          where tenant_id = :tenantId and id = :id returning *
          """)
  Optional<ApiKeyEntity> expireAfter(String tenantId, String id, long seconds);
}
