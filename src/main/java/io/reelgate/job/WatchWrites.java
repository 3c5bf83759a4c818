package io.reelgate.job;

import io.reelgate.database.Sql;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The SQL of the slow watch for costs.
@Repository
class WatchWrites {
  /// Moves the next look ahead, which is the lease.
  private static final String CLAIM =
      """
      with due as materialized (
        select token from attempt
        where watch_at is not null and watch_at <= reelgate_now() and upstream_id is not null
        order by watch_at limit :limit for update skip locked)
      update attempt a set watch_at = reelgate_now() + cast(:every as interval)
      from due where a.token = due.token
      returning a.token, a.job_id, a.provider, a.account, a.upstream_id,
        case when a.estimate_exact then a.estimated_usd_micros end as exact_usd_micros,
        coalesce(a.answered_at, a.prepared_at) + make_interval(secs => a.retention_seconds)
          < reelgate_now() as forgotten
      """;

  /// A live attempt ends; one that had ended keeps its state.
  private static final String ENDED =
      """
      update attempt set
        state = case when state = 'ACCEPTED' then :state else state end,
        finished_at = coalesce(finished_at, reelgate_now()),
        actual_usd_micros = coalesce(cast(:micros as bigint), actual_usd_micros),
        cost_source = coalesce(:source, cost_source),
        watch_at = case when cast(:micros as bigint) is null then watch_at end
      where token = :token and watch_at is not null
        and not exists (select 1 from job_work w where w.attempt_token = :token)
      """;

  /// The job's open cost is known once that of all its attempts is; of one that may yet turn up it
  /// never is.
  private static final String SETTLED =
      """
      update job j set settled_at = reelgate_now(), reserved_usd_micros = 0,
        settled_usd_micros = (
          select coalesce(sum(actual_usd_micros), 0) from attempt where job_id = j.id)
      where j.id = any (:jobs) and j.cost_source = 'pending' and j.settled_at is null
        and not exists (
          select 1 from attempt where job_id = j.id
            and (cost_source = 'pending' or state in ('PREPARED', 'UNKNOWN', 'ACCEPTED')))
      """;

  private static final String LOCK =
      """
      select id from job where id = :job for update
      """;

  private static final String GIVEN_UP =
      """
      update attempt set watch_at = null where token = :token
      """;

  private final JdbcClient jdbc;
  private final JobsProperties properties;

  WatchWrites(JdbcClient jdbc, JobsProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /// What a task cost, and who says so.
  record Cost(long micros, Ending.CostSource source) {}

  List<WatchedTask> claim(int limit) {
    Duration every = properties.costWatch();
    return Sql.list(
        jdbc.sql(CLAIM)
            .param("limit", limit)
            .param("every", Sql.interval(every))
            .query(WatchedTask.class));
  }

  /// The task has ended, and what it cost is still open.
  @Transactional
  public void ended(WatchedTask task, AttemptState state) {
    write(task, state, null);
  }

  /// What the task cost is known. The job is locked first, so that its ending either sees this
  /// attempt settled or is seen here.
  @Transactional
  public void settled(WatchedTask task, AttemptState state, Cost cost) {
    jdbc.sql(LOCK).param("job", task.jobId()).query(String.class).single();
    write(task, state, cost);
    settleOpen(List.of(task.jobId()));
  }

  /// Within the caller's transaction: settles those of the jobs whose cost was open and is not.
  void settleOpen(Collection<String> jobs) {
    jdbc.sql(SETTLED).param("jobs", jobs.toArray(String[]::new)).update();
  }

  private void write(WatchedTask task, AttemptState state, @Nullable Cost cost) {
    jdbc.sql(ENDED)
        .param("token", task.token())
        .param("state", state.name())
        .param("micros", cost == null ? null : cost.micros())
        .param("source", cost == null ? null : cost.source().name().toLowerCase(Locale.ROOT))
        .update();
  }

  void givenUp(WatchedTask task) {
    jdbc.sql(GIVEN_UP).param("token", task.token()).update();
  }
}
