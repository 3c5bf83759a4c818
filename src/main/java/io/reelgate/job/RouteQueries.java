package io.reelgate.job;

import io.reelgate.routing.RouteDecision;
import io.reelgate.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what was decided about a tenant's job.
@Repository
class RouteQueries {
  static final String JOB =
      """
      select coalesce(route, 'null')::text as route from job
      where tenant_id = :tenant and id = :id and deleted_at is null
      """;

  static final String TRIES =
      """
      select a.number, a.provider, a.state, a.prepared_at, a.route
      from attempt a join job j on j.id = a.job_id
      where j.tenant_id = :tenant and j.id = :id order by a.number
      """;

  private final JdbcClient jdbc;
  private final JobJson json;

  RouteQueries(JdbcClient jdbc, JobJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Optional<JobRoute> find(TenantId tenant, JobId id) {
    return jdbc.sql(JOB)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query(String.class)
        .optional()
        .map(route -> new JobRoute(decision(route), tries(tenant, id)));
  }

  private List<JobRoute.Try> tries(TenantId tenant, JobId id) {
    return jdbc.sql(TRIES)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query((row, number) -> attempt(row))
        .list();
  }

  private JobRoute.Try attempt(ResultSet row) throws SQLException {
    return new JobRoute.Try(
        row.getInt("number"),
        row.getString("provider"),
        row.getString("state").toLowerCase(Locale.ROOT),
        row.getTimestamp("prepared_at").toInstant(),
        decision(Objects.requireNonNullElse(row.getString("route"), "null")));
  }

  private @Nullable RouteDecision decision(String route) {
    return route.equals("null") ? null : json.read(route, RouteDecision.class);
  }
}
