package io.reelgate.job;

import io.reelgate.database.Sql;
import io.reelgate.job.JobMoved.Step;
import io.reelgate.job.ProgressRecorder.Again;
import io.reelgate.job.ProgressRecorder.Done;
import io.reelgate.job.ProgressRecorder.Elsewhere;
import io.reelgate.job.ProgressRecorder.Unasked;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the answers to a batch of polls change, each kind in one statement. Rows whose epoch has
/// moved on are passed over.
@Repository
class PollWrites {
  /// However long the pause, a task is asked about once more shortly before its job's deadline.
  static final String AGAIN =
      """
      update job_work w set next_poll_at = least(
          reelgate_now() + make_interval(secs => a.delay_ms / 1000.0),
          greatest(reelgate_now() + cast(:usual as interval), w.deadline_at - cast(:usual as interval))),
        progress = greatest(w.progress, least(coalesce(a.progress, 0), 99)),
        not_found = a.not_found, not_found_at = a.not_found_at
      from jsonb_to_recordset(cast(:rows as jsonb)) as a(job_id text, epoch int, delay_ms bigint,
        progress int, not_found int, not_found_at timestamptz)
      where w.job_id = a.job_id and w.epoch = a.epoch and w.state = 'GENERATING'
      """;

  /// As if they had not been claimed.
  static final String UNASKED =
      """
      update job_work w set next_poll_at = u.due_at, polls = w.polls - 1
      from jsonb_to_recordset(cast(:rows as jsonb)) as u(job_id text, epoch int, due_at timestamptz)
      where w.job_id = u.job_id and w.epoch = u.epoch and w.state = 'GENERATING'
      """;

  static final String DONE =
      """
      with done as materialized (
        select * from jsonb_to_recordset(cast(:rows as jsonb)) as d(job_id text, epoch int,
          outputs jsonb, seed bigint, reported_usd_micros bigint)),
      moved as (
        update job_work w set state = 'STORING', next_poll_at = null, lease_until = null,
          run_at = reelgate_now(), epoch = w.epoch + 1, event_sequence = w.event_sequence + 1
        from done d
        where w.job_id = d.job_id and w.epoch = d.epoch and w.state = 'GENERATING'
        returning w.job_id, w.month, w.event_sequence, w.attempt_token),
      kept as (
        update attempt a set outputs = d.outputs, seed = d.seed,
          actual_usd_micros = coalesce(d.reported_usd_micros,
            case when a.estimate_exact then a.estimated_usd_micros end),
          cost_source = case when d.reported_usd_micros is not null then 'reported'
            when a.estimate_exact then 'computed' else 'pending' end
        from done d join moved m on m.job_id = d.job_id
        where a.token = m.attempt_token),
      noted as (
        insert into event (month, job_id, sequence, type, attempt)
        select month, job_id, event_sequence, :event, attempt_token from moved)
      select job_id from moved
      """;

  /// The old attempt leaves the live ones first. A job that was cancelled, or whose deadline has
  /// passed, is left to its ending.
  static final String ELSEWHERE =
      """
      with failed as materialized (
        select * from jsonb_to_recordset(cast(:rows as jsonb)) as f(job_id text, epoch int, free boolean,
          kind text, code text, detail text)),
      moved as (
        update job_work w set state = 'QUEUED', epoch = w.epoch + 1, next_poll_at = null,
          lease_until = null, run_at = reelgate_now(), waits_for = null, attempt_token = null,
          progress = greatest(w.progress, reelgate_expected_progress(w.submitted_at, w.expected_ms)),
          submitted_at = null, event_sequence = w.event_sequence + 1
        from failed f
        where w.job_id = f.job_id and w.epoch = f.epoch and w.state = 'GENERATING'
          and w.cancel_requested_at is null and w.deadline_at > reelgate_now()
        returning w.job_id, w.month, w.event_sequence, old.attempt_token as token, f.free, f.kind,
          f.code, f.detail),
      tried as (
        update attempt a set state = 'FAILED', finished_at = reelgate_now(),
          actual_usd_micros = case when m.free then 0 end,
          cost_source = case when m.free then 'computed' else 'pending' end,
          failure_kind = m.kind, failure_code = m.code, failure_detail = m.detail,
          watch_at = case when not m.free then reelgate_now() + cast(:first_watch as interval) end
        from moved m where a.token = m.token),
      noted as (
        insert into event (month, job_id, sequence, type, attempt, detail)
        select month, job_id, event_sequence, :event, token, kind from moved)
      select job_id from moved
      """;

  private final JdbcClient jdbc;
  private final JobJson json;
  private final JobsProperties properties;
  private final JobNews news;
  private final LostOwnership lost;

  PollWrites(
      JdbcClient jdbc, JobJson json, JobsProperties properties, JobNews news, LostOwnership lost) {
    this.jdbc = jdbc;
    this.json = json;
    this.properties = properties;
    this.news = news;
    this.lost = lost;
  }

  void again(List<Again> rows) {
    if (!rows.isEmpty()) {
      int ours =
          jdbc.sql(AGAIN)
              .param("rows", json.write(rows))
              .param("usual", Sql.interval(properties.pollLongest()))
              .update();
      lost.count("poll", rows.size(), ours);
    }
  }

  void unasked(List<Unasked> rows) {
    if (!rows.isEmpty()) {
      lost.count("poll", rows.size(), jdbc.sql(UNASKED).param("rows", json.write(rows)).update());
    }
  }

  /// Answers the ids of the jobs that go on elsewhere.
  Set<String> elsewhere(List<Elsewhere> rows) {
    return rows.isEmpty()
        ? Set.of()
        : told(
            jdbc.sql(ELSEWHERE)
                .param("rows", json.write(rows))
                .param("first_watch", Sql.interval(properties.firstCostWatch()))
                .param("event", JobState.GENERATING.to(JobState.QUEUED).word()));
  }

  int done(List<Done> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    int moved =
        told(jdbc.sql(DONE)
                .param("rows", json.write(rows))
                .param("event", JobState.GENERATING.to(JobState.STORING).word()))
            .size();
    lost.count("poll", rows.size(), moved);
    return moved;
  }

  private Set<String> told(JdbcClient.StatementSpec statement) {
    Set<String> moved = Set.copyOf(Sql.list(statement.query(String.class)));
    news.moved(Step.PROGRESSED, moved);
    return moved;
  }
}
