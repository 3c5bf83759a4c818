package io.reelgate.tenant;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The table {@code tenant}. Each change is one statement that returns the new row, or nothing when
/// there is no such tenant.
interface TenantRepository extends Repository<TenantEntity, String> {
  Optional<TenantEntity> findById(String id);

  Optional<TenantEntity> findByName(String name);

  /// Newest first, from the one after {@code before}.
  @Query("select t from TenantEntity t where t.id < :before order by t.id desc")
  List<TenantEntity> findBefore(String before, Limit limit);

  /// Empty when the name is taken.
  @Query(
      nativeQuery = true,
      value = "insert into tenant (name) values (:name) on conflict (name) do nothing returning *")
  Optional<TenantEntity> insert(String name);

  @Query(
      nativeQuery = true,
      value =
          """
          update tenant
          set state = 'DISABLED', disabled_at = coalesce(disabled_at, reelgate_now())
          where id = :id returning *
          """)
  Optional<TenantEntity> disable(String id);

  @Query(
      nativeQuery = true,
      value =
          """
          update tenant set routing = :routing where id = :id returning *
          """)
  Optional<TenantEntity> setRouting(String id, String routing);

  @Query(
      nativeQuery = true,
      value =
          """
          update tenant set state = 'ACTIVE', disabled_at = null where id = :id returning *
          """)
  Optional<TenantEntity> enable(String id);
}
