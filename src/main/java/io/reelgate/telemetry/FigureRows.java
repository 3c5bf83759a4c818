package io.reelgate.telemetry;

import io.reelgate.database.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Reads all figures of the database in one statement. What can grow is only read by the indexes
/// that hold its unfinished part.
@Repository
class FigureRows {
  /// A queued job whose accounts are all closed waits for them, and nobody is late; it is looked at
  /// anew every five minutes. Whoever only cleans up holds no snapshot against others.
  static final String READ =
      """
      with work as materialized (
        select case when state = 'QUEUED' and waits_for is not null then 'waiting' else lower(state) end as state,
          count(*) as jobs,
          max(extract(epoch from reelgate_now() - run_at
            - case when waits_for is null then interval '0' else interval '6 minutes' end))
            filter (where state = 'QUEUED') as late
        from job_work group by 1),
      unknown as materialized (
        select provider, account, count(*) as attempts, min(prepared_at) as since
        from attempt where state = 'UNKNOWN' group by provider, account),
      orphan as materialized (
        select provider, account, count(*) as tasks
        from attempt where watch_at is not null and orphaned_at is not null group by provider, account),
      snapshot as materialized (
        select xact_start as since from pg_stat_activity
        where datname = current_database() and backend_xmin is not null
          and backend_type <> 'autovacuum worker'
        union all
        select prepared from pg_prepared_xacts where database = current_database())
      select 'jobs' as figure, s.word as one, null as other, coalesce(w.jobs, 0)::double precision as value
        from unnest(array['queued', 'waiting', 'leased', 'submitting', 'unknown', 'generating', 'storing']) as s(word)
        left join work w on w.state = s.word
      union all
      select 'queue_age', null, null, greatest(coalesce(max(late), 0), 0) from work
      union all
      select 'unknowns', p.provider, p.name, coalesce(u.attempts, 0)
        from provider_account p left join unknown u on u.provider = p.provider and u.account = p.name
      union all
      select 'unknown_age', p.provider, p.name, coalesce(extract(epoch from reelgate_now() - u.since), 0)
        from provider_account p left join unknown u on u.provider = p.provider and u.account = p.name
      union all
      select 'orphans', p.provider, p.name, coalesce(o.tasks, 0)
        from provider_account p left join orphan o on o.provider = p.provider and o.account = p.name
      union all
      select 'snapshot_age', null, null,
        greatest(coalesce(max(extract(epoch from clock_timestamp() - since)), 0), 0) from snapshot
      union all
      select f.figure, t.relname, null, f.value
        from pg_stat_user_tables t cross join lateral (values
          ('updates', t.n_tup_upd), ('hot_updates', t.n_tup_hot_upd),
          ('dead_rows', t.n_dead_tup), ('live_rows', t.n_live_tup)) as f(figure, value)
        where t.schemaname = current_schema()
          and t.relname in ('job_work', 'attempt', 'delivery', 'provider_account', 'provider_health')
      union all
      select 'clock', null, null, extract(epoch from clock_timestamp())
      """;

  private final JdbcClient jdbc;

  FigureRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param one and other say what it is about
  record Figure(String figure, @Nullable String one, @Nullable String other, double value) {}

  @Transactional(readOnly = true)
  public List<Figure> read() {
    return Sql.list(jdbc.sql(READ).query(Figure.class));
  }
}
