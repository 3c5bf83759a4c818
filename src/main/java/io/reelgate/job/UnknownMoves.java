package io.reelgate.job;

import io.reelgate.job.JobMoved.Step;
import io.reelgate.provider.Failure;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Every way out of UNKNOWN but those of the sweep. Each names the job by id, state, epoch and
/// attempt, writes its event in the same transaction, and answers whether the job was still ours.
@Repository
public class UnknownMoves {
  private static final String NOTED =
      """
      , noted as (
        insert into event (month, job_id, sequence, type, attempt, detail)
        select month, job_id, event_sequence, :event, cast(:token as uuid), :detail from moved)
      select count(*) from moved
      """;

  private static final String LOCK =
      """
      select job_id from job_work
      where job_id = :jobId and state = 'UNKNOWN' and epoch = :epoch and attempt_token = :token
      for update
      """;

  private static final String ADOPT =
      """
      with moved as (
        update job_work set state = 'GENERATING', epoch = epoch + 1, next_check_at = null,
          submitted_at = reelgate_now(), next_poll_at = reelgate_now(),
          polls = 0, not_found = 0, not_found_at = null, event_sequence = event_sequence + 1
        where job_id = :id and state = 'UNKNOWN' and epoch = :epoch and attempt_token = :token
        returning month, job_id, event_sequence)
      """
          + NOTED;

  /// The fact stays with the attempt even if the job has moved on. A sender that came back and
  /// knows better is not overruled.
  private static final String ADOPTED =
      """
      update attempt set state = 'ACCEPTED', upstream_id = coalesce(upstream_id, :upstream_id),
        answered_at = coalesce(answered_at, reelgate_now())
      where token = :token and state in ('UNKNOWN', 'ACCEPTED')
      """;

  private static final String QUEUE =
      """
      with moved as (
        update job_work set state = 'QUEUED', epoch = epoch + 1, next_check_at = null,
          run_at = reelgate_now(), attempt_token = null, event_sequence = event_sequence + 1
        where job_id = :id and state = 'UNKNOWN' and epoch = :epoch and attempt_token = :token
        returning month, job_id, event_sequence)
      """
          + NOTED;

  private static final String CLOSE =
      """
      update attempt set state = :state, finished_at = reelgate_now(), given_up_at = reelgate_now(),
        actual_usd_micros = 0, cost_source = 'computed',
        failure_kind = coalesce(:kind, failure_kind), failure_code = coalesce(:code, failure_code),
        failure_detail = coalesce(:detail, failure_detail)
      where token = :token and state = 'UNKNOWN'
      """;

  private static final String GIVEN_UP =
      """
      update attempt set given_up_at = reelgate_now(), cost_source = 'pending'
      where token = :token and state = 'UNKNOWN'
      """;

  private final JdbcClient jdbc;
  private final JobEndings endings;
  private final Wakeups wakeups;
  private final JobNews news;
  private final LostOwnership lost;

  UnknownMoves(
      JdbcClient jdbc, JobEndings endings, Wakeups wakeups, JobNews news, LostOwnership lost) {
    this.jdbc = jdbc;
    this.endings = endings;
    this.wakeups = wakeups;
    this.news = news;
    this.lost = lost;
  }

  /// What moves: a job under the epoch at which it was last seen.
  record Row(String jobId, int epoch, UUID token) {
    static Row of(UnknownJob job) {
      return new Row(job.jobId(), job.epoch(), job.token());
    }
  }

  /// The task exists: the job goes on as if its answer had just come.
  ///
  /// @param how what told of it
  /// @throws org.springframework.dao.DuplicateKeyException when the task is another attempt's
  @Transactional
  public boolean adopt(UnknownJob job, String upstreamId, String how) {
    return adopt(Row.of(job), upstreamId, how);
  }

  /// Proven that there is no task: the job may be tried again.
  @Transactional
  public boolean absent(UnknownJob job, String how) {
    return absent(Row.of(job), how);
  }

  /// The identical order was refused for what it asks: so was the first, and so would be any other.
  @Transactional
  public boolean refused(UnknownJob job, Failure failure) {
    Ending ending = Endings.unknownRefused(job.jobId(), job.epoch(), failure);
    boolean ours = !endings.write(List.of(ending)).isEmpty();
    if (ours) {
      close(job.token(), AttemptState.REFUSED, failure);
    }
    return ours;
  }

  /// Nobody will ever know. The attempt stays unknown and what the job may have cost reserved,
  /// until an operator settles it.
  @Transactional
  public boolean giveUp(UnknownJob job) {
    Ending ending = Endings.outcomeUnknown(job.jobId(), job.epoch());
    boolean ours = !endings.write(List.of(ending)).isEmpty();
    if (ours) {
      jdbc.sql(GIVEN_UP).param("token", job.token()).update();
    }
    return ours;
  }

  /// Within the caller's transaction.
  boolean adopt(Row row, String upstreamId, String how) {
    boolean ours =
        lost.counted(
            "reconcile",
            jdbc.sql(LOCK).paramSource(row).query(String.class).optional().isPresent());
    int told =
        jdbc.sql(ADOPTED).param("token", row.token()).param("upstream_id", upstreamId).update();
    if (!ours || told == 0) {
      return false;
    }
    wakeups.afterCommit(wakeups.poll());
    boolean moved = move(ADOPT, row, JobState.GENERATING, how);
    if (moved) {
      news.moved(Step.PROGRESSED, List.of(row.jobId()));
    }
    return moved;
  }

  /// Within the caller's transaction.
  boolean absent(Row row, String how) {
    boolean ours = lost.counted("reconcile", move(QUEUE, row, JobState.QUEUED, how));
    if (ours) {
      close(row.token(), AttemptState.ABANDONED, null);
      wakeups.afterCommit(wakeups.submit());
    }
    return ours;
  }

  /// Within the caller's transaction.
  boolean writeOff(Row row) {
    Ending ending = Endings.writtenOff(row.jobId(), row.epoch());
    boolean ours = !endings.write(List.of(ending)).isEmpty();
    if (ours) {
      close(row.token(), AttemptState.WRITTEN_OFF, null);
    }
    return ours;
  }

  /// Within the caller's transaction.
  void close(UUID token, AttemptState state, @Nullable Failure failure) {
    jdbc.sql(CLOSE)
        .param("token", token)
        .param("state", state.name())
        .param("kind", failure == null ? null : failure.kind().name())
        .param("code", failure == null ? null : failure.code())
        .param("detail", failure == null ? null : failure.detail())
        .update();
  }

  private boolean move(String sql, Row row, JobState to, String detail) {
    return jdbc.sql(sql)
            .param("id", row.jobId())
            .param("epoch", row.epoch())
            .param("token", row.token())
            .param("event", JobState.UNKNOWN.to(to).word())
            .param("detail", detail)
            .query(Long.class)
            .single()
        == 1;
  }
}
