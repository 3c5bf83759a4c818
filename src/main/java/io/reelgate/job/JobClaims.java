package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.database.Sql;
import io.reelgate.provider.Output;
import io.reelgate.routing.RoutingPolicy;
import io.reelgate.work.Lease;
import io.reelgate.work.Leases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL that takes leases and keeps them. Each claim is one statement that locks due rows, skips
/// those that others hold, and raises the epoch, so that an older holder can write nothing any
/// more.
@Repository
class JobClaims {
  private static final Logger LOG = LoggerFactory.getLogger(JobClaims.class);
  private static final Duration RELOOK = Duration.ofMinutes(5);

  /// A job that found all its accounts closed is left alone until one of them is not, and looked at
  /// anew only now and then, because there may be other accounts by then.
  static final String QUEUED =
      """
      with due as materialized (
        select job_id from job_work
        where state = 'QUEUED' and run_at <= reelgate_now() and deadline_at > reelgate_now()
          and (waits_for is null or not waits_for <@ cast(:closed as text[])
            or run_at < reelgate_now() - cast(:relook as interval))
        order by priority, run_at, job_id
        limit :limit for update skip locked),
      claimed as (
        update job_work w set state = 'LEASED', epoch = w.epoch + 1, worker = :worker,
          lease_until = reelgate_now() + cast(:lease as interval), event_sequence = w.event_sequence + 1
        from due where w.job_id = due.job_id
        returning w.job_id, w.epoch, w.month, w.event_sequence, w.attempts, w.run_at),
      noted as (
        insert into event (month, job_id, sequence, type)
        select month, job_id, event_sequence, 'leased' from claimed)
      select c.job_id, c.epoch, c.attempts, j.spec::text as spec, j.policy::text as policy,
        j.prices::text as prices, j.model, j.live,
        (extract(epoch from j.deadline_at - reelgate_now()) * 1000)::bigint as left_ms,
        (extract(epoch from reelgate_now() - c.run_at) * 1000)::bigint as waited_ms, j.tenant_id, j.trace_parent,
        (select coalesce(jsonb_agg(jsonb_build_object('offer', a.offer, 'state', a.state,
            'failure', a.failure_kind, 'code', a.failure_code, 'detail', a.failure_detail)
            order by a.number), '[]')::text
          from attempt a where a.job_id = c.job_id) as tries
      from claimed c join job j on j.id = c.job_id
      """;

  /// Those due the longest come first. Accounts that may ask nothing now are left out, so that
  /// their tasks neither lose their place nor keep others from theirs.
  static final String POLLS =
      """
      with due as materialized (
        select w.job_id, w.next_poll_at from job_work w
        where w.state = 'GENERATING' and w.next_poll_at <= reelgate_now()
          and (cardinality(cast(:silent as text[])) = 0
            or (select a.provider || '/' || a.account from attempt a where a.token = w.attempt_token)
              <> all (cast(:silent as text[])))
        order by w.next_poll_at
        limit :limit for update of w skip locked),
      claimed as (
        update job_work w set next_poll_at = reelgate_now() + cast(:lease as interval),
          epoch = w.epoch + 1, worker = :worker, polls = w.polls + 1
        from due, attempt a
        where w.job_id = due.job_id and a.token = w.attempt_token
        returning w.job_id, w.epoch, a.token, a.provider, a.account, a.upstream_id, a.offer,
          a.operation, a.resolution, a.seconds, w.polls, w.not_found, w.not_found_at, w.submitted_at, due.next_poll_at as due_at, reelgate_now() as claimed_at,
          w.cancel_requested_at is not null as cancel_requested,
          case when a.estimate_exact then a.estimated_usd_micros end as exact_usd_micros,
          w.attempts, w.most_attempts,
          coalesce(a.called_back_id = a.upstream_id, false) as called_back,
          a.trace_parent)
      select * from claimed order by due_at
      """;

  static final String OUTPUTS =
      """
      with due as materialized (
        select job_id from job_work
        where state = 'STORING' and run_at <= reelgate_now()
          and (lease_until is null or lease_until < reelgate_now())
        order by run_at
        limit :limit for update skip locked)
      update job_work w set epoch = w.epoch + 1, worker = :worker,
        lease_until = reelgate_now() + cast(:lease as interval)
      from due, attempt a
      where w.job_id = due.job_id and a.token = w.attempt_token
      returning w.job_id, w.epoch, a.provider, a.account, a.retention_seconds, a.outputs::text as outputs, a.seed,
        a.actual_usd_micros, a.cost_source = 'reported' as cost_reported, a.token, a.offer, a.trace_parent
      """;

  static final String RENEW =
      """
      update job_work w set lease_until = reelgate_now() + cast(:lease as interval)
      from unnest(cast(:ids as text[]), cast(:epochs as int[])) as held(job_id, epoch)
      where w.job_id = held.job_id and w.epoch = held.epoch
        and w.state in ('LEASED', 'SUBMITTING', 'STORING')
      returning w.job_id, w.epoch
      """;

  private final JdbcClient jdbc;
  private final JobJson json;
  private final JobsProperties properties;
  private final WorkerName worker;

  JobClaims(JdbcClient jdbc, JobJson json, JobsProperties properties, WorkerName worker) {
    this.jdbc = jdbc;
    this.json = json;
    this.properties = properties;
    this.worker = worker;
  }

  /// @param closed labels of accounts that take no orders now
  List<ClaimedJob> queued(int limit, Collection<String> closed, Leases leases) {
    long before = System.nanoTime();
    return jdbc
        .sql(QUEUED)
        .param("closed", closed.toArray(String[]::new))
        .param("relook", Sql.interval(RELOOK))
        .param("limit", limit)
        .param("worker", worker.value())
        .param("lease", Sql.interval(properties.lease()))
        .query((row, number) -> readable(row, () -> claimedJob(row, leases, before)))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// @param silent labels of accounts that are not to be asked about now
  List<ClaimedPoll> polls(int limit, Collection<String> silent) {
    return Sql.list(
        jdbc.sql(POLLS)
            .param("silent", silent.toArray(String[]::new))
            .param("limit", limit)
            .param("worker", worker.value())
            .param("lease", Sql.interval(properties.pollLease()))
            .query(ClaimedPoll.class));
  }

  List<ClaimedOutputs> outputs(int limit, Leases leases) {
    long before = System.nanoTime();
    return jdbc
        .sql(OUTPUTS)
        .param("limit", limit)
        .param("worker", worker.value())
        .param("lease", Sql.interval(properties.lease()))
        .query((row, number) -> readable(row, () -> claimedOutputs(row, leases, before)))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// One row in the words of another version must not keep the rest of the claim from its workers.
  /// It is not held, so its lease lapses and another replica finds it.
  private static <T> Optional<T> readable(ResultSet row, Read<T> read) throws SQLException {
    try {
      return Optional.of(read.read());
    } catch (RuntimeException e) {
      LOG.error("job {}: cannot be read here, left to others", row.getString("job_id"), e);
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Read<T> {
    T read() throws SQLException;
  }

  /// One statement for all leases of this process; answers those that are still ours.
  Set<Lease> renew(Collection<Lease> leases) {
    List<Renewed> renewed =
        Sql.list(
            jdbc.sql(RENEW)
                .param("lease", Sql.interval(properties.lease()))
                .param("ids", leases.stream().map(Lease::id).toArray(String[]::new))
                .param("epochs", leases.stream().map(Lease::epoch).toArray(Integer[]::new))
                .query(Renewed.class));
    Set<Renewed> ours = Set.copyOf(renewed);
    return leases.stream()
        .filter(lease -> ours.contains(new Renewed(lease.id(), lease.epoch())))
        .collect(Collectors.toUnmodifiableSet());
  }

  private record Renewed(String jobId, int epoch) {}

  private ClaimedJob claimedJob(ResultSet row, Leases leases, long before) throws SQLException {
    VideoSpec spec = json.read(row.getString("spec"), VideoSpec.class);
    RoutingPolicy policy = json.read(row.getString("policy"), RoutingPolicy.class);
    AgreedPrices prices = json.read(row.getString("prices"), AgreedPrices.class);
    return new ClaimedJob(
        leases.hold(row.getString("job_id"), row.getInt("epoch"), before),
        spec,
        policy,
        prices,
        row.getString("model"),
        row.getBoolean("live"),
        Duration.ofMillis(row.getLong("left_ms")),
        row.getInt("attempts"),
        json.read(row.getString("tries"), Tries.class),
        new ClaimedJob.Origin(
            row.getString("tenant_id"),
            Duration.ofMillis(row.getLong("waited_ms")),
            row.getString("trace_parent")));
  }

  private ClaimedOutputs claimedOutputs(ResultSet row, Leases leases, long before)
      throws SQLException {
    List<Output> outputs = json.readList(row.getString("outputs"), Output.class);
    return new ClaimedOutputs(
        leases.hold(row.getString("job_id"), row.getInt("epoch"), before),
        row.getString("provider"),
        row.getString("account"),
        Duration.ofSeconds(row.getLong("retention_seconds")),
        outputs,
        nullableLong(row, "seed"),
        nullableLong(row, "actual_usd_micros"),
        row.getBoolean("cost_reported"),
        row.getObject("token", UUID.class),
        row.getString("offer"),
        row.getString("trace_parent"));
  }

  private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
