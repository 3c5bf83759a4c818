package io.reelgate.job;

import io.reelgate.database.Sql;
import io.reelgate.tenant.TenantId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Reads how far jobs are, many in one statement, for those who follow them live. Follows no
/// tenant's permission: it was asked for when the following began.
@Repository
public class JobStandings {
  static final String NOW =
      """
      select j.id, j.tenant_id, e.sequence,
        coalesce(j.progress, greatest(w.progress,
          reelgate_expected_progress(w.submitted_at, w.expected_ms)), 0) as progress,
        (extract(epoch from e.at) * 1000)::bigint as changed_at
      from job j left join job_work w on w.job_id = j.id
      cross join lateral (select sequence, at from event where month = j.month and job_id = j.id
        order by sequence desc limit 1) e
      where j.id = any (:ids) and j.deleted_at is null
      """;

  /// An event is young if its job is: no job lives a month.
  static final String SINCE =
      """
      select j.id from (
        select job_id, max(at) as at from event
        where at > :since and month >= date_trunc('month', cast(:since as timestamptz)
          at time zone 'UTC')::date - interval '1 month'
        group by job_id) e
      join job j on j.id = e.job_id
      where j.tenant_id = any (:tenants) and j.deleted_at is null
      order by e.at limit :limit
      """;

  private final JdbcClient jdbc;
  private final JobQueries queries;

  JobStandings(JdbcClient jdbc, JobQueries queries) {
    this.jdbc = jdbc;
    this.queries = queries;
  }

  /// Those that were deleted are left out.
  @Transactional(readOnly = true)
  public List<JobStanding> now(Collection<JobId> jobs) {
    return jdbc.sql(NOW)
        .param("ids", jobs.stream().map(JobId::value).toArray(String[]::new))
        .query((row, number) ->
            new JobStanding(
                new JobId(row.getString("id")),
                new TenantId(row.getString("tenant_id")),
                row.getInt("sequence"),
                row.getInt("progress"),
                row.getLong("changed_at")))
        .list();
  }

  /// The jobs of some tenants that have changed lately, in the order of their last change.
  ///
  /// @param ago how far back
  @Transactional(readOnly = true)
  public List<JobId> changed(Collection<TenantId> tenants, Duration ago, int limit) {
    OffsetDateTime since =
        jdbc.sql("select reelgate_now() - cast(:ago as interval)")
            .param("ago", Sql.interval(ago))
            .query(OffsetDateTime.class)
            .single();
    return Sql.list(
            jdbc.sql(SINCE)
                .param("since", since)
                .param("tenants", tenants.stream().map(TenantId::value).toArray(String[]::new))
                .param("limit", limit)
                .query(String.class))
        .stream()
        .map(JobId::new)
        .toList();
  }

  /// As their tenants may see them.
  @Transactional(readOnly = true)
  public List<JobView> views(Collection<JobId> jobs) {
    return queries.changed(List.copyOf(jobs));
  }
}
