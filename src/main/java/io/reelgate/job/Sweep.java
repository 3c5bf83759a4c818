package io.reelgate.job;

import io.reelgate.database.Sql;
import io.reelgate.telemetry.LogFields;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What keeps the rows right when a worker did not: lapsed leases, passed deadlines, late answers.
/// Runs on every replica, takes rows that nobody else holds, and makes only the moves of the state
/// machine.
@Component
class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int MOST_ROWS = 500;

  /// A lapsed SUBMITTING is never requeued: its sender may have sent, or may yet wake and find its
  /// deadline passed. Only proof moves it on.
  static final String LAPSED =
      """
      with due as materialized (
        select job_id from job_work
        where state = :from and lease_until < reelgate_now()
        order by job_id limit :limit for update skip locked),
      moved as (
        update job_work w set state = :to, epoch = w.epoch + 1, lease_until = null,
          run_at = case when :to = 'QUEUED' then reelgate_now() else w.run_at end,
          next_check_at = case when :to = 'UNKNOWN' then reelgate_now() end,
          event_sequence = w.event_sequence + 1
        from due where w.job_id = due.job_id
        returning w.job_id, w.month, w.event_sequence, w.attempt_token),
      tried as (
        update attempt a set state = 'UNKNOWN', failure_detail = 'the worker was gone before the answer'
        from moved m where a.token = m.attempt_token and a.state = 'PREPARED'),
      noted as (
        insert into event (month, job_id, sequence, type, attempt, detail)
        select month, job_id, event_sequence, :event, attempt_token, 'lease lapsed' from moved)
      select job_id from moved
      """;

  static final String ADOPT =
      """
      with due as materialized (
        select w.job_id from job_work w join attempt a on a.token = w.attempt_token
        where w.state = 'UNKNOWN' and a.upstream_id is not null
        limit :limit for update of w skip locked),
      moved as (
        update job_work w set state = 'GENERATING', epoch = w.epoch + 1, next_check_at = null,
          submitted_at = coalesce(w.submitted_at, reelgate_now()), next_poll_at = reelgate_now(),
          event_sequence = w.event_sequence + 1
        from due where w.job_id = due.job_id
        returning w.job_id, w.month, w.event_sequence, w.attempt_token),
      tried as (
        update attempt a set state = 'ACCEPTED' from moved m where a.token = m.attempt_token),
      noted as (
        insert into event (month, job_id, sequence, type, attempt, detail)
        select month, job_id, event_sequence, :event, attempt_token, 'late answer' from moved)
      select job_id from moved
      """;

  /// The sender itself could still say that nothing was accepted.
  static final String DISPROVED =
      """
      with due as materialized (
        select w.job_id, w.attempt_token from job_work w join attempt a on a.token = w.attempt_token
        where w.state = 'UNKNOWN' and a.state in ('NOT_SENT', 'REFUSED')
        limit :limit for update of w skip locked),
      moved as (
        update job_work w set state = 'QUEUED', epoch = w.epoch + 1, next_check_at = null,
          run_at = reelgate_now(), attempt_token = null, event_sequence = w.event_sequence + 1
        from due where w.job_id = due.job_id
        returning w.job_id, w.month, w.event_sequence, due.attempt_token),
      noted as (
        insert into event (month, job_id, sequence, type, attempt, detail)
        select month, job_id, event_sequence, :event, attempt_token, 'late answer' from moved)
      select job_id from moved
      """;

  static final String OVERDUE =
      """
      select job_id, epoch, state from job_work
      where state in ('QUEUED', 'GENERATING') and deadline_at < reelgate_now()
      order by deadline_at limit :limit for update skip locked
      """;

  private final JdbcClient jdbc;
  private final JobMoves moves;

  Sweep(JdbcClient jdbc, JobMoves moves) {
    this.jdbc = jdbc;
    this.moves = moves;
  }

  @Transactional
  public void lapsedLeases() {
    lapsed(JobState.LEASED, JobState.QUEUED)
        .forEach(id ->
            LogFields.about(
                id, () -> LOG.info("job {}: lease lapsed before the submit, queued again", id)));
    lapsed(JobState.SUBMITTING, JobState.UNKNOWN)
        .forEach(id ->
            LogFields.about(
                id,
                () ->
                    LOG.error(
                        "job {}: its worker was gone in the middle of a submit; parked, never sent again",
                        id)));
  }

  private List<String> lapsed(JobState from, JobState to) {
    return Sql.list(
        jdbc.sql(LAPSED)
            .param("from", from.name())
            .param("to", from.to(to).name())
            .param("event", to.word())
            .param("limit", MOST_ROWS)
            .query(String.class));
  }

  /// An outcome that a stale worker could still write onto the attempt is proof.
  @Transactional
  public void lateAnswers() {
    proven(ADOPT, JobState.GENERATING)
        .forEach(id ->
            LogFields.about(
                id,
                () -> LOG.warn("job {}: a late answer proves that the task exists, adopted", id)));
    proven(DISPROVED, JobState.QUEUED)
        .forEach(id ->
            LogFields.about(
                id,
                () -> LOG.warn("job {}: a late answer proves that no task exists, queued", id)));
  }

  private List<String> proven(String sql, JobState to) {
    return Sql.list(
        jdbc.sql(sql)
            .param("event", JobState.UNKNOWN.to(to).word())
            .param("limit", MOST_ROWS)
            .query(String.class));
  }

  @Transactional
  public void deadlines() {
    List<Ending> endings = new ArrayList<>();
    for (Overdue row : Sql.list(jdbc.sql(OVERDUE).param("limit", MOST_ROWS).query(Overdue.class))) {
      endings.add(ending(row));
    }
    moves
        .end(endings)
        .forEach(id ->
            LogFields.about(id, () -> LOG.info("job {}: its deadline has passed, expired", id)));
  }

  private static Ending ending(Overdue row) {
    return row.state() == JobState.GENERATING
        ? Endings.expiredGenerating(row.jobId(), row.epoch())
        : Endings.expired(row.jobId(), row.epoch());
  }

  private record Overdue(String jobId, int epoch, JobState state) {}
}
