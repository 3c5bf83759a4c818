package io.reelgate.job;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/// Reads single jobs, always within a tenant.
interface JobRepository extends Repository<JobEntity, String> {
  Optional<JobEntity> findByTenantIdAndId(String tenantId, String id);

  /// Only of jobs that the present transaction has changed.
  List<JobEntity> findByIdIn(Collection<String> ids);

  /// Only behind a signed link.
  Optional<JobEntity> findById(String id);
}
