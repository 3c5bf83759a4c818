package io.reelgate.job.usage;

import io.reelgate.database.Sql;
import io.reelgate.job.usage.UsageView.Sum;
import io.reelgate.money.Usd;
import io.reelgate.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Sums up a tenant's jobs.
@Repository
class UsageQueries {
  static final int MOST_GROUPS = 1_000;

  /// Stands for what the sums are of.
  static final String GROUP = "$GROUP";

  /// The total comes first. Money is that of the jobs' rows, which is also what each video shows.
  static final String SUMS =
      """
      select grouping($GROUP) = 1 as is_total, $GROUP as name, count(*) as videos,
        count(*) filter (where final_state = 'COMPLETED') as completed,
        count(*) filter (where final_state = 'FAILED') as failed,
        count(*) filter (where final_state = 'CANCELLED') as cancelled,
        count(*) filter (where final_state = 'EXPIRED') as expired,
        count(*) filter (where final_state is null) as unfinished,
        count(*) filter (where cost_source = 'pending' and settled_at is null) as unsettled,
        coalesce(sum(coalesce(actual_usd_micros, settled_usd_micros)), 0)::bigint as cost,
        coalesce(sum(reserved_usd_micros), 0)::bigint as reserved
      from job
      where tenant_id = :tenant and live = :live
        and created_at >= cast(:from as date)::timestamp at time zone 'UTC'
        and created_at < (cast(:to as date) + 1)::timestamp at time zone 'UTC'
      group by grouping sets (($GROUP), ())
      order by is_total desc, name nulls last
      limit :limit
      """;

  private final JdbcClient jdbc;

  UsageQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The sum of all, then those of the groups by name, at most 1 000.
  @Transactional(readOnly = true)
  public List<Sum> sums(TenantId tenant, boolean live, Span span, Grouping grouping) {
    return Sql.list(
        jdbc.sql(SUMS.replace(GROUP, grouping.column()))
            .param("tenant", tenant.value())
            .param("live", live)
            .param("from", span.from())
            .param("to", span.to())
            .param("limit", MOST_GROUPS + 1)
            .query((row, number) -> sum(row)));
  }

  private static Sum sum(ResultSet row) throws SQLException {
    return new Sum(
        row.getString("name"),
        row.getLong("videos"),
        row.getLong("completed"),
        row.getLong("failed"),
        row.getLong("cancelled"),
        row.getLong("expired"),
        row.getLong("unfinished"),
        row.getLong("unsettled"),
        Usd.ofMicros(row.getLong("cost")).toString(),
        Usd.ofMicros(row.getLong("reserved")).toString());
  }
}
