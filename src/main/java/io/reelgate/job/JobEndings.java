package io.reelgate.job;

import io.reelgate.database.Sql;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The one statement that ends jobs: it removes the work row, writes the terminal facts of job and
/// attempt and the event, all or nothing. Whoever lost the row ends nothing. A job whose cancel was
/// wanted ends as cancelled, whatever else its outcome is: the flag is read here, under the row's
/// lock, so that a cancel that was answered cannot be passed over.
@Repository
class JobEndings {
  static final String END =
      """
      with ending as materialized (
        select * from jsonb_to_recordset(cast(:endings as jsonb)) as e(job_id text, epoch int,
          from_state text, final_state text, error_code text, error_message text, error_param text,
          outputs jsonb, seed bigint, retention_seconds bigint, actual_usd_micros bigint,
          cost_source text, attempt_state text, failure_kind text, failure_code text,
          failure_detail text, watched boolean)),
      moved as (
        delete from job_work w using ending e
        where w.job_id = e.job_id and w.epoch = e.epoch and w.state = e.from_state
        returning w.job_id, w.month, w.event_sequence + 1 as sequence, w.attempts, w.attempt_token,
          w.provider, w.cancel_requested_at is not null as cancelled,
          greatest(w.progress, reelgate_expected_progress(w.submitted_at, w.expected_ms)) as progress),
      -- what the attempts before the last one cost
      earlier as materialized (
        select m.job_id, coalesce(sum(a.actual_usd_micros), 0) as micros,
          coalesce(bool_or(a.cost_source = 'pending'), false) as pending
        from moved m join attempt a on a.job_id = m.job_id and a.token is distinct from m.attempt_token
        group by m.job_id),
      spent as materialized (
        select m.job_id,
          case when e.cost_source <> 'pending' and p.pending is not true
            then e.actual_usd_micros + coalesce(p.micros, 0) end as micros,
          case when p.pending then 'pending' else e.cost_source end as source
        from ending e join moved m on m.job_id = e.job_id left join earlier p on p.job_id = m.job_id),
      told as materialized (
        select m.job_id, e.final_state, e.error_code, e.error_message, e.error_param, e.outputs, e.seed,
          e.retention_seconds
        from ending e join moved m on m.job_id = e.job_id
        where not m.cancelled
        union all
        select m.job_id, 'CANCELLED', :cancel_code, :cancel_message, null, null, null, null
        from moved m where m.cancelled),
      closed as (
        update job j set final_state = t.final_state, finished_at = reelgate_now(),
          expires_at = reelgate_now() + make_interval(secs => t.retention_seconds),
          provider = m.provider, attempts = m.attempts, seed = t.seed,
          progress = case t.final_state when 'COMPLETED' then 100 else m.progress end,
          error_code = t.error_code, error_message = t.error_message, error_param = t.error_param,
          actual_usd_micros = s.micros, cost_source = s.source,
          warnings = case when e.attempt_state = 'SUCCEEDED'
              and s.micros > j.estimated_usd_micros * (1 + cast(:drift_limit as numeric))
            then j.warnings || cast(:drift_warning as jsonb) else j.warnings end,
          reserved_usd_micros = case when s.source = 'pending' then j.reserved_usd_micros else 0 end,
          outputs = case when j.deleted_at is null then t.outputs else '[]' end,
          spec = case when j.deleted_at is null then j.spec else '{}' end,
          policy = case when j.deleted_at is null then j.policy else '{}' end
        from ending e join moved m on m.job_id = e.job_id join told t on t.job_id = e.job_id
          join spent s on s.job_id = e.job_id
        where j.id = e.job_id and j.final_state is null
        returning j.id, j.deleted_at is not null as deleted, case when e.attempt_state = 'SUCCEEDED'
          then s.micros::double precision / nullif(j.estimated_usd_micros, 0) end as drift),
      tried as (
        update attempt a set state = e.attempt_state,
          finished_at = case when e.attempt_state <> 'ACCEPTED' then reelgate_now() end,
          outputs = null,
          actual_usd_micros = coalesce(e.actual_usd_micros, a.actual_usd_micros),
          cost_source = e.cost_source,
          failure_kind = coalesce(e.failure_kind, a.failure_kind),
          failure_code = coalesce(e.failure_code, a.failure_code),
          failure_detail = case when c.deleted is not true
            then coalesce(e.failure_detail, a.failure_detail) end,
          watch_at = case when e.watched then reelgate_now() + cast(:first_watch as interval) end
        from ending e join moved m on m.job_id = e.job_id left join closed c on c.id = e.job_id
        where a.token = m.attempt_token and e.attempt_state is not null
        returning a.job_id, a.provider, a.offer),
      noted as (
        insert into event (month, job_id, sequence, type, attempt, detail)
        select m.month, m.job_id, m.sequence, lower(t.final_state), m.attempt_token, t.error_code
        from moved m join told t on t.job_id = m.job_id)
      select m.job_id, t.provider, t.offer, c.drift,
        coalesce((select s.source = 'pending' from spent s where s.job_id = m.job_id), false) as open
      from moved m left join closed c on c.id = m.job_id left join tried t on t.job_id = m.job_id
      """;

  private static final JobWarning DRIFT =
      new JobWarning(
          "cost_drift",
          null,
          "The video cost more than was estimated; compare cost.actual with cost.estimated.");

  private final JdbcClient jdbc;
  private final JobJson json;
  private final JobsProperties properties;
  private final CostDrift drift;
  private final WatchWrites watch;
  private final JobNews news;
  private final LostOwnership lost;

  JobEndings(
      JdbcClient jdbc,
      JobJson json,
      JobsProperties properties,
      CostDrift drift,
      WatchWrites watch,
      JobNews news,
      LostOwnership lost) {
    this.jdbc = jdbc;
    this.json = json;
    this.properties = properties;
    this.drift = drift;
    this.watch = watch;
    this.news = news;
    this.lost = lost;
  }

  /// A job that this statement ended.
  ///
  /// @param provider and offer of its attempt, if it has made one
  /// @param drift its cost divided by its estimate, if a video was made and its cost is known
  /// @param open whether its cost is not known yet
  record Ended(
      String jobId,
      @Nullable String provider,
      @Nullable String offer,
      @Nullable Double drift,
      boolean open) {}

  /// Within the caller's transaction; answers the ids that were really ended.
  Set<String> write(List<Ending> endings) {
    if (endings.isEmpty()) {
      return Set.of();
    }
    List<Ended> ended =
        Sql.list(
            jdbc.sql(END)
                .param("endings", json.write(endings))
                .param("cancel_code", JobError.CANCELLED.code())
                .param("cancel_message", JobError.CANCELLED.message())
                .param("first_watch", Sql.interval(properties.firstCostWatch()))
                .param("drift_limit", properties.driftWarning())
                .param("drift_warning", json.write(List.of(DRIFT)))
                .query(Ended.class));
    lost.count("end", endings.size(), ended.size());
    settle(ended);
    drift.afterCommit(ended);
    Set<String> ids = ended.stream().map(Ended::jobId).collect(Collectors.toUnmodifiableSet());
    news.finished(ids);
    return ids;
  }

  /// An earlier attempt's cost can have become known while this statement waited for the job.
  private void settle(List<Ended> ended) {
    List<String> open = ended.stream().filter(Ended::open).map(Ended::jobId).toList();
    if (!open.isEmpty()) {
      watch.settleOpen(open);
    }
  }
}
