package io.reelgate.job;

import io.reelgate.database.Sql;
import io.reelgate.job.JobMoved.Step;
import io.reelgate.provider.Failure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Every change of a job's state that a worker makes. Each names the row by id, expected state and
/// epoch, writes its event in the same transaction, and answers whether the row was still ours: if
/// not, nothing was changed but the attempt's own facts. Locks are taken in one order everywhere:
/// work, job, attempt.
@Repository
class JobMoves {
  private static final String NOTED =
      """
      , noted as (
        insert into event (month, job_id, sequence, type, attempt, detail)
        select month, job_id, event_sequence, :event, attempt_token, :detail from moved)
      select count(*) from moved
      """;

  /// From here on the job may cost what this attempt may cost, and its caller is told what this
  /// provider ignores, unless that was told before.
  ///
  /// Where the account has a cap, its row is locked, so that no other intent can take the last
  /// place before this one is counted.
  private static final String INTENT =
      """
      with held as materialized (
        select 1 from provider_account
        where :most > 0 and provider = :provider and name = :detail for update),
      moved as (
        update job_work set state = 'SUBMITTING', attempts = attempts + 1, attempt_token = :token,
          provider = :provider, lease_until = reelgate_now() + cast(:lease as interval),
          waits_for = null, event_sequence = event_sequence + 1
        where job_id = :id and state = 'LEASED' and epoch = :epoch
          and lease_until > reelgate_now() and cancel_requested_at is null
          and deadline_at > reelgate_now() and (select count(*) from held) >= 0
        returning month, job_id, event_sequence, attempt_token),
      raised as (
        update job j set worst_usd_micros = greatest(j.worst_usd_micros, :worst),
          reserved_usd_micros = greatest(j.reserved_usd_micros, :worst),
          warnings = j.warnings || coalesce((
            select jsonb_agg(more) from jsonb_array_elements(cast(:warnings as jsonb)) more
            where not j.warnings @> jsonb_build_array(
              jsonb_build_object('code', more ->> 'code', 'param', more ->> 'param'))), '[]')
        from moved m
        where j.id = m.job_id
          and (j.worst_usd_micros < :worst or cast(:warnings as jsonb) <> '[]'))
      """
          + NOTED;

  /// A statement of its own, that sees what was committed before the lock was had.
  private static final String PREPARE =
      """
      insert into attempt (token, job_id, number, state, epoch, provider, account, offer, upstream,
        request_hash, price_version, estimated_usd_micros, worst_usd_micros, estimate_exact,
        retention_seconds, operation, resolution, seconds, route,
        trace_parent)
      select :token, :id, (select attempts from job_work where job_id = :id), 'PREPARED', :epoch,
        :provider, :account, :offer, :upstream, decode(:hash, 'hex'), :price_version, :estimate, :worst, :exact,
        :retention, :operation, :resolution, :seconds, cast(:route as jsonb),
        :trace_parent
      where :most = 0 or :most > (
        select count(*) from attempt where provider = :provider and account = :account
          and state in ('PREPARED', 'UNKNOWN', 'ACCEPTED')
          and prepared_at > reelgate_now() - interval '25 hours')
      """;

  /// A task that shows up after its attempt was settled without it is kept, and changes no state.
  private static final String ANSWERED =
      """
      update attempt set state = case when state in ('PREPARED', 'UNKNOWN') then :state else state end,
        upstream_id = :upstream_id, answered_at = reelgate_now(),
        finished_at = case when :state in ('NOT_SENT', 'REFUSED') then reelgate_now() else finished_at end,
        failure_kind = :kind, failure_code = :code, failure_detail = :detail
      where token = :token and upstream_id is null and (state in ('PREPARED', 'UNKNOWN')
        or state in ('ABANDONED', 'WRITTEN_OFF') and cast(:upstream_id as text) is not null)
      """;

  private static final String ACCEPTED =
      """
      with moved as (
        update job_work set state = 'GENERATING', lease_until = null, submitted_at = reelgate_now(),
          next_poll_at = reelgate_now() + cast(:first_poll as interval), expected_ms = :expected,
          polls = 0, not_found = 0, not_found_at = null, event_sequence = event_sequence + 1
        where job_id = :id and state = 'SUBMITTING' and epoch = :epoch and attempt_token = :token
        returning month, job_id, event_sequence, attempt_token)
      """
          + NOTED;

  private static final String REQUEUED =
      """
      with moved as (
        update job_work set state = 'QUEUED', lease_until = null, epoch = epoch + 1,
          run_at = case when cancel_requested_at is null then reelgate_now() + cast(:delay as interval)
            else reelgate_now() end,
          waits_for = cast(:waits_for as text[]), attempt_token = null,
          event_sequence = event_sequence + 1
        where job_id = :id and state = :from and epoch = :epoch
        returning month, job_id, event_sequence, cast(:token as uuid) as attempt_token)
      """
          + NOTED;

  private static final String PARKED =
      """
      with moved as (
        update job_work set state = 'UNKNOWN', lease_until = null, epoch = epoch + 1,
          next_check_at = reelgate_now(), event_sequence = event_sequence + 1
        where job_id = :id and state = 'SUBMITTING' and epoch = :epoch
        returning month, job_id, event_sequence, attempt_token)
      """
          + NOTED;

  /// Waits for an intent of this lease that is still committing.
  private static final String STATE =
      """
      select state from job_work where job_id = :id and epoch = :epoch for update
      """;

  private final JdbcClient jdbc;
  private final JobJson json;
  private final JobEndings endings;
  private final JobsProperties properties;
  private final JobNews news;
  private final LostOwnership lost;

  JobMoves(
      JdbcClient jdbc,
      JobJson json,
      JobEndings endings,
      JobsProperties properties,
      JobNews news,
      LostOwnership lost) {
    this.jdbc = jdbc;
    this.json = json;
    this.endings = endings;
    this.properties = properties;
    this.news = news;
    this.lost = lost;
  }

  /// The point of no return: from the commit of this the provider may have been paid.
  ///
  /// @throws AccountFullException where the account has a cap and no place; then nothing was
  ///   changed
  @Transactional
  boolean intend(ClaimedJob job, Attempt attempt) {
    long moved =
        jdbc.sql(INTENT)
            .param("id", job.id())
            .param("epoch", job.lease().epoch())
            .param("token", attempt.token())
            .param("provider", attempt.provider())
            .param("lease", Sql.interval(properties.lease()))
            .param("most", attempt.mostInFlight())
            .param("worst", attempt.quote().worst().micros())
            .param("warnings", json.write(attempt.warnings()))
            .param("event", JobState.LEASED.to(JobState.SUBMITTING).word())
            .param("detail", attempt.account())
            .query(Long.class)
            .single();
    if (moved == 1 && !prepared(job, attempt)) {
      throw new AccountFullException();
    }
    if (moved == 1) {
      news.moved(job.attempts() == 0 ? Step.STARTED : Step.PROGRESSED, List.of(job.id()));
    }
    return moved == 1;
  }

  /// The account has no place left. Thrown, because only that takes the intent back.
  static final class AccountFullException extends RuntimeException {
    AccountFullException() {
      super("the account has as many tasks in flight as it may have");
    }
  }

  private boolean prepared(ClaimedJob job, Attempt attempt) {
    return jdbc.sql(PREPARE)
            .param("token", attempt.token())
            .param("id", job.id())
            .param("epoch", job.lease().epoch())
            .param("provider", attempt.provider())
            .param("account", attempt.account())
            .param("offer", attempt.offer())
            .param("upstream", attempt.upstream())
            .param("hash", attempt.requestHash())
            .param("price_version", attempt.quote().price().version())
            .param("estimate", attempt.quote().estimate().micros())
            .param("worst", attempt.quote().worst().micros())
            .param("exact", attempt.quote().exact())
            .param("retention", attempt.retention().toSeconds())
            .param("operation", attempt.ordered().operation())
            .param("resolution", attempt.ordered().resolution())
            .param("seconds", attempt.ordered().seconds())
            .param("route", attempt.route())
            .param("trace_parent", job.origin().traceParent())
            .param("most", attempt.mostInFlight())
            .update()
        == 1;
  }

  /// The provider has the task. Its id is kept on the attempt even if the job is not ours any more.
  @Transactional
  boolean accepted(ClaimedJob job, UUID token, String upstreamId, PollPlan plan) {
    boolean ours =
        moved(
            move(ACCEPTED, job, JobState.SUBMITTING.to(JobState.GENERATING), null)
                .param("token", token)
                .param("first_poll", Sql.interval(plan.firstPoll()))
                .param("expected", Math.toIntExact(plan.expected().toMillis())));
    answered(token, AttemptState.ACCEPTED, upstreamId, null);
    if (ours) {
      news.moved(Step.PROGRESSED, List.of(job.id()));
    }
    return ours;
  }

  /// Proven that nothing was accepted: the job may be tried again.
  @Transactional
  boolean requeued(
      ClaimedJob job, UUID token, AttemptState outcome, Failure failure, Duration delay) {
    return backToQueue(job, token, outcome, failure, delay);
  }

  /// Proven that nothing was accepted, and no other try can help: the job ends.
  @Transactional
  boolean refused(ClaimedJob job, UUID token, AttemptState outcome, Failure failure) {
    boolean ours = !endings.write(List.of(Endings.refused(job, failure))).isEmpty();
    answered(token, outcome, null, failure);
    return ours;
  }

  /// Nothing was sent, but nobody knows whether the intent is committed.
  @Transactional
  boolean withdrawn(ClaimedJob job, UUID token, Failure failure, Duration delay) {
    Optional<JobState> state =
        jdbc.sql(STATE)
            .param("id", job.id())
            .param("epoch", job.lease().epoch())
            .query(String.class)
            .optional()
            .map(JobState::valueOf);
    return state.equals(Optional.of(JobState.LEASED))
        ? requeue(job, JobState.LEASED, null, failure.kind().name(), delay)
        : backToQueue(job, token, AttemptState.NOT_SENT, failure, delay);
  }

  /// Gives a lease back before anything was sent; not an attempt.
  @Transactional
  boolean released(ClaimedJob job, String reason, Duration delay) {
    return requeue(job, JobState.LEASED, null, reason, delay);
  }

  /// Gives a lease back because all accounts are closed; not an attempt.
  ///
  /// @param accounts labels of those whose opening the job waits for
  @Transactional
  boolean waits(ClaimedJob job, Collection<String> accounts, String reason, Duration delay) {
    return requeue(job, JobState.LEASED, null, reason, delay, accounts.toArray(String[]::new));
  }

  /// Nobody knows whether the provider accepted.
  @Transactional
  boolean parked(ClaimedJob job, UUID token, Failure failure) {
    boolean ours =
        moved(move(PARKED, job, JobState.SUBMITTING.to(JobState.UNKNOWN), failure.kind().name()));
    answered(token, AttemptState.UNKNOWN, null, failure);
    return ours;
  }

  /// Ends jobs for good; answers the ids of those that were still ours.
  @Transactional
  Set<String> end(Collection<Ending> ends) {
    return endings.write(List.copyOf(ends));
  }

  private boolean backToQueue(
      ClaimedJob job, UUID token, AttemptState outcome, Failure failure, Duration delay) {
    boolean ours = requeue(job, JobState.SUBMITTING, token, failure.kind().name(), delay);
    answered(token, outcome, null, failure);
    return ours;
  }

  private boolean requeue(
      ClaimedJob job, JobState from, @Nullable UUID token, String reason, Duration delay) {
    return requeue(job, from, token, reason, delay, null);
  }

  private boolean requeue(
      ClaimedJob job,
      JobState from,
      @Nullable UUID token,
      String reason,
      Duration delay,
      String @Nullable [] waitsFor) {
    return moved(
        move(REQUEUED, job, from.to(JobState.QUEUED), reason)
            .param("from", from.name())
            .param("token", token)
            .param("delay", Sql.interval(delay))
            .param("waits_for", waitsFor));
  }

  private boolean moved(JdbcClient.StatementSpec move) {
    return lost.counted("submit", move.query(Long.class).single() == 1);
  }

  private JdbcClient.StatementSpec move(
      String sql, ClaimedJob job, JobState to, @Nullable String detail) {
    return jdbc.sql(sql)
        .param("id", job.id())
        .param("epoch", job.lease().epoch())
        .param("event", to.word())
        .param("detail", detail);
  }

  private void answered(
      UUID token, AttemptState state, @Nullable String upstreamId, @Nullable Failure failure) {
    jdbc.sql(ANSWERED)
        .param("token", token)
        .param("state", state.name())
        .param("upstream_id", upstreamId)
        .param("kind", failure == null ? null : failure.kind().name())
        .param("code", failure == null ? null : failure.code())
        .param("detail", failure == null ? null : failure.detail())
        .update();
  }
}
