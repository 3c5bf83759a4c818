package io.reelgate.job;

import io.reelgate.database.Sql;
import io.reelgate.work.ChoreTurns;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The chores of jobs.
@Component
class Chores {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

  /// How long an idempotency key stands for its job.
  private static final Duration KEY_LIFE = Duration.ofDays(30);

  private static final Duration TRIM_EVERY = Duration.ofMinutes(10);

  /// More than 300 a second, which no database of this kind accepts for long.
  private static final int MOST_TRIMMED = 200_000;

  private static final String TRIM =
      """
      delete from idempotency where (tenant_id, method, path, key) in (
        select tenant_id, method, path, key from idempotency
        where created_at < reelgate_now() - cast(:life as interval)
        order by created_at limit :step for update skip locked)
      """;

  private final JdbcClient jdbc;
  private final ChoreTurns turns;
  private final JobsProperties properties;

  Chores(JdbcClient jdbc, ChoreTurns turns, JobsProperties properties) {
    this.jdbc = jdbc;
    this.turns = turns;
    this.properties = properties;
  }

  /// Forgets old idempotency keys.
  void trimKeys() {
    if (turns.won("trim-idempotency-keys", TRIM_EVERY)) {
      int trimmed =
          ChoreTurns.trim(jdbc.sql(TRIM).param("life", Sql.interval(KEY_LIFE)), MOST_TRIMMED);
      LOG.debug("{} idempotency keys are older than {} and forgotten", trimmed, KEY_LIFE);
    }
  }

  /// Keeps the partitions of the history.
  void partitions() {
    turns.partitions("event-partitions", "event", properties.history());
  }
}
