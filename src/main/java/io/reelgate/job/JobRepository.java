package io.reelgate.job;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/// Reads single jobs, always within a tenant.
interface JobRepository extends Repository<JobEntity, String> {
  Optional<JobEntity> findByTenantIdAndId(String tenantId, String id);

  /// Only behind a signed link.
  Optional<JobEntity> findById(String id);
}
