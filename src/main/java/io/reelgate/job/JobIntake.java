package io.reelgate.job;

import io.reelgate.database.Sql;
import io.reelgate.job.JobMoved.Step;
import io.reelgate.routing.RoutingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Makes a job durable: job, work and first event in one statement of the caller's transaction.
@Repository
class JobIntake {
  private static final String ENQUEUE =
      """
      with made as (
        insert into job (id, tenant_id, api_key_id, live, model, operation, spec, policy, metadata,
          end_user, warnings, callback_url, callback_format, source_video_id, fingerprint, retry_count,
          deadline_at, prices, estimated_usd_micros, worst_usd_micros, max_cost_usd_micros,
          reserved_usd_micros, route)
        values (coalesce(:id, 'video_' || reelgate_ulid()), :tenant, :api_key, :live, :model,
          :operation, cast(:spec as jsonb), cast(:policy as jsonb), cast(:metadata as jsonb),
          :end_user, cast(:warnings as jsonb), :callback_url, :callback_format, :source,
          decode(:fingerprint, 'hex'), :retry_count, reelgate_now() + cast(:deadline as interval),
          cast(:prices as jsonb), :estimate, :worst, :max_cost, :reserved,
          cast(:route as jsonb))
        returning id, month, created_at, deadline_at),
      work as (
        insert into job_work (job_id, state, run_at, deadline_at, month, expected_ms, most_attempts)
        select id, 'QUEUED', created_at, deadline_at, month, :expected,
          cast(:most_attempts as smallint) from made),
      noted as (
        insert into event (month, job_id, sequence, type) select month, id, 1, :event from made)
      select id, pg_current_xact_id()::text as transaction from made
      """;

  /// Needs no lock but that of {@link #WAIT_FOR_TWINS}, and may skip no row: a job that a worker is
  /// just writing to is the very one.
  private static final String CLAIM_RETRY =
      """
      update job set retry_count = :retry_count
      where id = (
        select id from job
        where api_key_id = :api_key and fingerprint = decode(:fingerprint, 'hex')
          and created_at > reelgate_now() - cast(:window as interval)
          and retry_count < :retry_count and deleted_at is null
        order by created_at limit 1)
      returning id
      """;

  private static final String WAIT_FOR_TWINS =
      """
      select pg_advisory_xact_lock(hashtextextended(:twin, 0))
      """;

  private static final String BE_A_TWIN =
      """
      select pg_advisory_xact_lock_shared(hashtextextended(:twin, 0))
      """;

  /// A number that the server has not come to was lost in a crash. Null means so long ago that
  /// nothing is known any more, which after seconds cannot be.
  private static final String FATE =
      """
      select case when cast(:transaction as xid8) > pg_current_xact_id() then 'aborted'
        else coalesce(pg_xact_status(cast(:transaction as xid8)), 'aborted') end
      """;

  private static final String EXISTS =
      """
      select exists (select 1 from job where id = :id)
      """;

  private static final String POSITION =
      """
      select case when w.state = 'QUEUED' then (
        select count(*) from (
          select 1 from job_work before
          where before.state = 'QUEUED'
            and (before.priority, before.run_at, before.job_id) <= (w.priority, w.run_at, w.job_id)
          limit 1000) as capped) end
      from job_work w where w.job_id = :id
      """;

  private final JdbcClient jdbc;
  private final JobJson json;
  private final JobNews news;

  JobIntake(JdbcClient jdbc, JobJson json, JobNews news) {
    this.jdbc = jdbc;
    this.json = json;
    this.news = news;
  }

  /// Within the caller's transaction.
  Jobs.Enqueued enqueue(NewJob job, Duration expected, Duration deadline) {
    Jobs.Enqueued enqueued = insert(job, expected, deadline);
    news.moved(Step.QUEUED, List.of(enqueued.id().value()));
    return enqueued;
  }

  private Jobs.Enqueued insert(NewJob job, Duration expected, Duration deadline) {
    NewJob.Labels labels = job.labels();
    NewJob.Callback callback = labels.callback();
    return jdbc.sql(ENQUEUE)
        .param("id", job.id() == null ? null : job.id().value())
        .param("tenant", job.owner().tenantId())
        .param("api_key", job.owner().apiKeyId())
        .param("live", job.owner().live())
        .param("model", job.askedModel().value())
        .param("operation", job.spec().operation().word())
        .param("spec", json.write(job.spec()))
        .param("policy", json.write(job.policy()))
        .param("metadata", json.write(labels.metadata()))
        .param("end_user", labels.endUser())
        .param("warnings", json.write(job.warnings()))
        .param("callback_url", callback == null ? null : callback.url())
        .param(
            "callback_format",
            (callback == null ? CallbackFormat.STANDARD : callback.format()).name())
        .param("source", labels.sourceVideoId())
        .param("fingerprint", job.fingerprint().hex())
        .param("retry_count", job.retryCount())
        .param("deadline", Sql.interval(deadline))
        .param("expected", Math.toIntExact(expected.toMillis()))
        .param("prices", json.write(AgreedPrices.of(job.candidates())))
        .param("route", job.decision() == null ? null : json.write(job.decision()))
        .param("most_attempts", mostAttempts(job.policy()))
        .param("estimate", job.best().quote().estimate().micros())
        .param("worst", job.best().quote().worst().micros())
        .param("reserved", job.reserved().micros())
        .param("max_cost", job.policy().maxCost() == null ? null : job.policy().maxCost().micros())
        .param("event", JobState.QUEUED.word())
        .query((row, number) ->
            new Jobs.Enqueued(new JobId(row.getString("id")), row.getString("transaction")))
        .single();
  }

  private static @Nullable Integer mostAttempts(RoutingPolicy policy) {
    return policy.allowFallbacks() ? policy.maxAttempts() : Integer.valueOf(1);
  }

  /// A first try lets other first tries with the same content pass, but holds up their retries
  /// until it is committed; a retry waits for all first tries under way.
  void line(String apiKeyId, NewJob.Fingerprint fingerprint, boolean retry) {
    jdbc.sql(retry ? WAIT_FOR_TWINS : BE_A_TWIN)
        .param("twin", apiKeyId + fingerprint.hex())
        .query((row, number) -> "")
        .list();
  }

  Optional<JobId> claimRetry(
      String apiKeyId, NewJob.Fingerprint fingerprint, int retryCount, Duration window) {
    return jdbc.sql(CLAIM_RETRY)
        .param("api_key", apiKeyId)
        .param("fingerprint", fingerprint.hex())
        .param("retry_count", retryCount)
        .param("window", Sql.interval(window))
        .query(String.class)
        .optional()
        .map(JobId::new);
  }

  Jobs.CommitFate fate(String transaction) {
    String word = jdbc.sql(FATE).param("transaction", transaction).query(String.class).single();
    return switch (word) {
      case "committed" -> Jobs.CommitFate.COMMITTED;
      case "aborted" -> Jobs.CommitFate.ABORTED;
      default -> Jobs.CommitFate.IN_PROGRESS;
    };
  }

  boolean exists(JobId id) {
    return jdbc.sql(EXISTS).param("id", id.value()).query(Boolean.class).single();
  }

  OptionalInt position(JobId id) {
    return jdbc.sql(POSITION)
        .param("id", id.value())
        .query((row, number) -> row.getInt(1))
        .optional()
        .filter(position -> position > 0)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }
}
