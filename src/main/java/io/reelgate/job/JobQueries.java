package io.reelgate.job;

import io.reelgate.tenant.TenantId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// Reads a tenant's jobs. Lists are ordered by id, which is by creation. The query is built from
/// fixed pieces; every value is a parameter.
@Repository
class JobQueries {
  private final EntityManager entities;
  private final JobRepository repository;
  private final JobJson json;

  JobQueries(EntityManager entities, JobRepository repository, JobJson json) {
    this.entities = entities;
    this.repository = repository;
    this.json = json;
  }

  Optional<JobView> find(TenantId tenant, JobId id) {
    return repository.findByTenantIdAndId(tenant.value(), id.value()).map(row -> row.view(json));
  }

  Optional<JobView> findByLink(JobId id) {
    return repository.findById(id.value()).map(row -> row.view(json));
  }

  /// Not remembered: whoever asks in the same transaction may change them further.
  List<JobView> changed(List<JobId> ids) {
    List<JobView> views = new ArrayList<>();
    for (JobEntity row : repository.findByIdIn(ids.stream().map(JobId::value).toList())) {
      entities.detach(row);
      views.add(row.view(json));
    }
    return views;
  }

  List<JobView> list(TenantId tenant, JobFilter filter) {
    Map<String, Object> values = new HashMap<>();
    List<String> conditions = conditions(tenant, filter, values);
    String sql =
        "select * from job_view where "
            + String.join(" and ", conditions)
            + (filter.ascending() ? " order by id asc" : " order by id desc")
            + " limit :limit";
    Query query = entities.createNativeQuery(sql, JobEntity.class);
    values.forEach(query::setParameter);
    query.setParameter("limit", filter.limit());
    List<JobView> views = new ArrayList<>();
    for (Object row : query.getResultList()) {
      views.add(((JobEntity) row).view(json));
    }
    return views;
  }

  private List<String> conditions(TenantId tenant, JobFilter filter, Map<String, Object> values) {
    List<String> conditions = new ArrayList<>();
    conditions.add("tenant_id = :tenant");
    values.put("tenant", tenant.value());
    if (filter.status() != null) {
      conditions.add("(attempts > 0 and state in (:sent) or attempts = 0 and state in (:unsent))");
      values.put("sent", states(filter.status(), true));
      values.put("unsent", states(filter.status(), false));
    }
    if (filter.model() != null) {
      conditions.add("model = :model");
      values.put("model", filter.model());
    }
    if (filter.createdFrom() != null) {
      conditions.add("created_at >= :created_from");
      values.put("created_from", filter.createdFrom());
    }
    if (filter.createdBefore() != null) {
      conditions.add("created_at < :created_before");
      values.put("created_before", filter.createdBefore());
    }
    if (!filter.metadata().isEmpty()) {
      conditions.add("cast(metadata as jsonb) @> cast(:metadata as jsonb)");
      values.put("metadata", json.write(filter.metadata()));
    }
    if (filter.after() != null) {
      conditions.add(filter.ascending() ? "id > :after" : "id < :after");
      values.put("after", filter.after().value());
    }
    return conditions;
  }

  /// The states that show as the status; never an empty list, which SQL does not know.
  private static List<String> states(String status, boolean sent) {
    List<String> states = new ArrayList<>(List.of(""));
    for (JobState state : JobState.values()) {
      if (state.status(sent).equals(status)) {
        states.add(state.name());
      }
    }
    return states;
  }
}
