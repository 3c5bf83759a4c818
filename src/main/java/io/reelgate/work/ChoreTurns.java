package io.reelgate.work;

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
public class ChoreTurns {
  private static final Logger LOG = LoggerFactory.getLogger(ChoreTurns.class);
  private static final Duration PARTITIONS_EVERY = Duration.ofDays(1);
  private static final int MONTHS_AHEAD = 12;
  private static final int STEP = 1_000;

  private static final String WIN =
      """
      insert into chore (name, next_at) values (:name, reelgate_now() + cast(:every as interval))
      on conflict (name) do update set next_at = excluded.next_at
      where chore.next_at <= reelgate_now()
      """;

  private final JdbcClient jdbc;

  ChoreTurns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Whether it is this replica's turn to do the chore.
  public boolean won(String name, Duration every) {
    return jdbc.sql(WIN).param("name", name).param("every", Sql.interval(every)).update() == 1;
  }

  /// Once a day: makes the partitions of a table for the months to come, and drops those whose last
  /// day is older than what is kept.
  @Transactional
  public void partitions(String name, String table, Duration kept) {
    if (won(name, PARTITIONS_EVERY)) {
      jdbc.sql("set local lock_timeout = '500ms'").update();
      int made =
          jdbc.sql("select reelgate_make_months(cast(:table as regclass), :months)")
              .param("table", table)
              .param("months", MONTHS_AHEAD)
              .query(Integer.class)
              .single();
      int dropped =
          jdbc.sql("select reelgate_drop_months(cast(:table as regclass), cast(:kept as interval))")
              .param("table", table)
              .param("kept", Sql.interval(kept))
              .query(Integer.class)
              .single();
      LOG.info("{} partitions of {} made, {} dropped", made, table, dropped);
    }
  }

  /// Repeats a statement that deletes {@code :step} rows, each time a transaction of its own, until
  /// there were fewer. What is left after the most is for the next turn.
  ///
  /// @return the rows of all steps
  public static int trim(JdbcClient.StatementSpec statement, int most) {
    JdbcClient.StatementSpec step = statement.param("step", STEP);
    int all = 0;
    int last;
    do {
      last = step.update();
      all += last;
    } while (last == STEP && all < most);
    return all;
  }
}
