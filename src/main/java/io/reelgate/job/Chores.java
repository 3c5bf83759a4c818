package io.reelgate.job;

import io.reelgate.database.Sql;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Small jobs that one replica at a time does now and then. There is no leader: whoever moves a
/// chore's row first does it.
@Component
class Chores {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

  /// How long an idempotency key stands for its job.
  private static final Duration KEY_LIFE = Duration.ofDays(30);

  private static final Duration TRIM_EVERY = Duration.ofMinutes(10);
  private static final int TRIM_STEP = 1_000;

  /// More than 300 a second, which no database of this kind accepts for long.
  private static final int MOST_TRIMMED = 200_000;

  private static final String TRIM_KEYS = "trim-idempotency-keys";
  private static final Duration PARTITIONS_EVERY = Duration.ofDays(1);
  private static final String PARTITIONS = "event-partitions";
  private static final int MONTHS_AHEAD = 12;

  private static final String WIN =
      """
      insert into chore (name, next_at) values (:name, reelgate_now() + cast(:every as interval))
      on conflict (name) do update set next_at = excluded.next_at
      where chore.next_at <= reelgate_now()
      """;

  private static final String TRIM =
      """
      delete from idempotency where (tenant_id, method, path, key) in (
        select tenant_id, method, path, key from idempotency
        where created_at < reelgate_now() - cast(:life as interval)
        order by created_at limit :step for update skip locked)
      """;

  private final JdbcClient jdbc;
  private final JobsProperties properties;

  Chores(JdbcClient jdbc, JobsProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /// Forgets old idempotency keys, a small step at a time, each a transaction of its own.
  public void trimKeys() {
    if (won(TRIM_KEYS, TRIM_EVERY)) {
      int trimmed = Sql.steps(this::trimStep, TRIM_STEP, MOST_TRIMMED);
      LOG.debug("{} idempotency keys are older than {} and forgotten", trimmed, KEY_LIFE);
    }
  }

  private int trimStep() {
    return jdbc.sql(TRIM).param("life", Sql.interval(KEY_LIFE)).param("step", TRIM_STEP).update();
  }

  /// Makes the partitions of the history for the months to come, and drops those that are too old.
  @Transactional
  public void partitions() {
    if (won(PARTITIONS, PARTITIONS_EVERY)) {
      jdbc.sql("set local lock_timeout = '500ms'").update();
      int made =
          jdbc.sql("select reelgate_event_partitions(:months)")
              .param("months", MONTHS_AHEAD)
              .query(Integer.class)
              .single();
      int dropped =
          jdbc.sql("select reelgate_drop_events(cast(:kept as interval))")
              .param("kept", Sql.interval(properties.history()))
              .query(Integer.class)
              .single();
      LOG.info("{} partitions of the history made, {} dropped", made, dropped);
    }
  }

  private boolean won(String name, Duration every) {
    return jdbc.sql(WIN).param("name", name).param("every", Sql.interval(every)).update() == 1;
  }
}
