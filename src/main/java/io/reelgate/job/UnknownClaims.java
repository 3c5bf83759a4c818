package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Takes jobs of which nobody knows whether they were accepted, for one look at a time, and asks
/// what else could own a task. The claim moves the next look ahead, which is its lease.
@Repository
public class UnknownClaims {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownClaims.class);

  /// An attempt whose outcome is told by now is left to the sweep.
  static final String CLAIM =
      """
      with due as materialized (
        select job_id from job_work
        where state = 'UNKNOWN' and next_check_at <= reelgate_now()
        order by next_check_at
        limit :limit for update skip locked),
      claimed as (
        update job_work w set epoch = w.epoch + 1, worker = :worker,
          next_check_at = reelgate_now() + cast(:lease as interval)
        from due where w.job_id = due.job_id
        returning w.job_id, w.epoch, w.attempt_token, w.cancel_requested_at is not null as cancelled),
      counted as (
        update attempt a set checks = a.checks + 1
        from claimed c where a.token = c.attempt_token and a.state = 'UNKNOWN'
        returning a.token, a.provider, a.account, a.offer, a.upstream, a.request_hash, a.prepared_at,
          a.checks, a.absent_at, a.called_back_id, a.trace_parent)
      select c.job_id, c.epoch, c.cancelled, t.token, t.provider, t.account, t.offer, t.upstream,
        encode(t.request_hash, 'hex') as request_hash, t.prepared_at, reelgate_now() as claimed_at,
        t.checks, t.absent_at, t.called_back_id, t.trace_parent, j.spec::text as spec
      from claimed c join counted t on t.token = c.attempt_token join job j on j.id = c.job_id
      """;

  private static final String LATER =
      """
      update job_work set next_check_at = reelgate_now() + cast(:delay as interval)
      where job_id = :id and state = 'UNKNOWN' and epoch = :epoch
      """;

  private static final String ABSENT_SINCE =
      """
      update attempt set absent_at = cast(:at as timestamptz)
      where token = :token and state = 'UNKNOWN'
      """;

  private static final String CLAIMED =
      """
      select distinct id from attempt a, unnest(cast(:ids as text[])) as id
      where a.provider = :provider and a.account = :account and a.upstream_id = id
      union
      select a.called_back_id from attempt a
      where a.provider = :provider and a.account = :account and a.token <> :token
        and a.prepared_at > cast(:from as timestamptz) - interval '1 day'
        and a.called_back_id = any (cast(:ids as text[]))
      """;

  /// Whoever has no task yet and could still have one: it may be on its way, unknown, or given up
  /// without proof.
  static final String RIVALS =
      """
      select count(*) from attempt
      where provider = :provider and account = :account and upstream = :upstream and token <> :token
        and upstream_id is null and state in ('PREPARED', 'UNKNOWN', 'WRITTEN_OFF')
        and prepared_at > cast(:after as timestamptz) and prepared_at < cast(:before as timestamptz)
      """;

  private final JdbcClient jdbc;
  private final JobJson json;
  private final WorkerName worker;
  private final LostOwnership lost;

  UnknownClaims(JdbcClient jdbc, JobJson json, WorkerName worker, LostOwnership lost) {
    this.jdbc = jdbc;
    this.json = json;
    this.worker = worker;
    this.lost = lost;
  }

  /// @param trust how much of the lease may be relied on
  public List<UnknownJob> claim(int limit, Duration lease, Duration trust) {
    long trustedUntil = System.nanoTime() + trust.toNanos();
    return jdbc
        .sql(CLAIM)
        .param("limit", limit)
        .param("worker", worker.value())
        .param("lease", Sql.interval(lease))
        .query((row, number) -> readable(row, trustedUntil))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// One row in the words of another version must not keep the others from being looked into.
  private Optional<UnknownJob> readable(ResultSet row, long trustedUntil) throws SQLException {
    try {
      return Optional.of(job(row, trustedUntil));
    } catch (RuntimeException e) {
      LOG.error("job {}: cannot be read here, left to others", row.getString("job_id"), e);
      return Optional.empty();
    }
  }

  private UnknownJob job(ResultSet row, long trustedUntil) throws SQLException {
    VideoSpec spec = json.read(row.getString("spec"), VideoSpec.class);
    return new UnknownJob(
        row.getString("job_id"),
        row.getInt("epoch"),
        row.getObject("token", UUID.class),
        row.getString("provider"),
        row.getString("account"),
        row.getString("offer"),
        row.getString("upstream"),
        spec,
        Sha256.hex(json.write(spec)).equals(row.getString("request_hash")),
        row.getTimestamp("prepared_at").toInstant(),
        row.getTimestamp("claimed_at").toInstant(),
        row.getInt("checks"),
        instant(row.getTimestamp("absent_at")),
        row.getString("called_back_id"),
        row.getBoolean("cancelled"),
        trustedUntil,
        row.getString("trace_parent"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  /// Leaves the job alone for a while; answers whether it was still ours.
  public boolean later(UnknownJob job, Duration delay) {
    int moved =
        jdbc.sql(LATER)
            .param("id", job.jobId())
            .param("epoch", job.epoch())
            .param("delay", Sql.interval(delay))
            .update();
    return lost.counted("reconcile", moved == 1);
  }

  /// Notes when a look-up that counts as proof first found nothing; null takes it back.
  public void absentSince(UnknownJob job, @Nullable Instant at) {
    jdbc.sql(ABSENT_SINCE)
        .param("token", job.token())
        .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Those of the tasks that are another attempt's.
  public Set<String> claimed(UnknownJob job, Collection<String> upstreamIds) {
    return Set.copyOf(
        Sql.list(
            jdbc.sql(CLAIMED)
                .param("provider", job.provider())
                .param("account", job.account())
                .param("token", job.token())
                .param("from", job.sentAt().atOffset(ZoneOffset.UTC))
                .param("ids", upstreamIds.toArray(String[]::new))
                .query(String.class)));
  }

  /// How many other attempts that were sent between the two times could own a task that nobody
  /// claims.
  public long rivals(UnknownJob job, Instant after, Instant before) {
    return jdbc.sql(RIVALS)
        .param("provider", job.provider())
        .param("account", job.account())
        .param("upstream", job.upstream())
        .param("token", job.token())
        .param("after", after.atOffset(ZoneOffset.UTC))
        .param("before", before.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }
}
