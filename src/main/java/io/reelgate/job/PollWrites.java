package io.reelgate.job;

import io.reelgate.job.ProgressRecorder.Again;
import io.reelgate.job.ProgressRecorder.Done;
import io.reelgate.job.ProgressRecorder.Unasked;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the answers to a batch of polls change, each kind in one statement. Rows whose epoch has
/// moved on are passed over.
@Repository
class PollWrites {
  static final String AGAIN =
      """
      update job_work w set next_poll_at = reelgate_now() + make_interval(secs => a.delay_ms / 1000.0),
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
      select count(*) from moved
      """;

  private final JdbcClient jdbc;
  private final JobJson json;

  PollWrites(JdbcClient jdbc, JobJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void again(List<Again> rows) {
    if (!rows.isEmpty()) {
      jdbc.sql(AGAIN).param("rows", json.write(rows)).update();
    }
  }

  void unasked(List<Unasked> rows) {
    if (!rows.isEmpty()) {
      jdbc.sql(UNASKED).param("rows", json.write(rows)).update();
    }
  }

  int done(List<Done> rows) {
    return rows.isEmpty()
        ? 0
        : jdbc.sql(DONE)
            .param("rows", json.write(rows))
            .param("event", JobState.GENERATING.to(JobState.STORING).word())
            .query(Integer.class)
            .single();
  }
}
