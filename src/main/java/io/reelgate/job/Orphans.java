package io.reelgate.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.database.Sql;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.LogFields;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tasks that exist although their job was decided without them: somebody pays for them and nobody
/// gets them. Each is told of once, and then watched for its cost.
@Component
public class Orphans {
  static final String METER = "reelgate.orphans";
  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

  static final String TELL =
      """
      with due as materialized (
        select token from attempt
        where given_up_at is not null and upstream_id is not null and orphaned_at is null
        limit 100 for update skip locked)
      update attempt a set orphaned_at = reelgate_now(),
        watch_at = coalesce(a.watch_at, reelgate_now() + interval '1 minute')
      from due where a.token = due.token
      returning a.token, a.job_id, a.provider, a.account, a.upstream_id
      """;

  private final JdbcClient jdbc;
  private final MeterRegistry meters;

  Orphans(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.meters = meters;
  }

  private record Orphan(
      UUID token, String jobId, String provider, String account, String upstreamId) {}

  /// Tells of those that nobody was told of.
  public void tell() {
    List<Orphan> found = Sql.list(jdbc.sql(TELL).query(Orphan.class));
    for (Orphan each : found) {
      try (LogFields _ = fields(each)) {
        log(each);
      }
      Counter.builder(METER)
          .description("tasks at providers that no job waits for")
          .baseUnit("tasks")
          .tag("provider", each.provider())
          .tag("account", each.account())
          .register(meters)
          .increment();
    }
  }

  private static LogFields fields(Orphan orphan) {
    return LogFields.of(Field.JOB, orphan.jobId())
        .and(Field.ATTEMPT, orphan.token().toString())
        .and(Field.PROVIDER, orphan.provider())
        .and(Field.ACCOUNT, orphan.account());
  }

  private static void log(Orphan each) {
    LOG.error(
        "job {}: attempt {} has task {} at {}/{} although the job was decided without it; an orphan, now watched for its cost",
        each.jobId(),
        each.token(),
        each.upstreamId(),
        each.provider(),
        each.account());
  }
}
