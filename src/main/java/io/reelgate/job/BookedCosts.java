package io.reelgate.job;

import io.reelgate.database.Sql;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Settles open costs with what a provider has booked. How a job ended is never changed by it.
@Repository
public class BookedCosts {
  /// In one order everywhere, so that nobody waits for each other in a circle.
  private static final String LOCK =
      """
      select id from job where id = any (:jobs) order by id for update
      """;

  private static final String SETTLE =
      """
      update attempt a set actual_usd_micros = b.micros, cost_source = 'reported', watch_at = null
      from unnest(cast(:tokens as uuid[]), cast(:micros as bigint[])) as b(token, micros)
      where a.token = b.token and a.cost_source = 'pending'
        and a.state in ('SUCCEEDED', 'FAILED', 'ABANDONED', 'WRITTEN_OFF')
      """;

  private final JdbcClient jdbc;
  private final WatchWrites watch;

  BookedCosts(JdbcClient jdbc, WatchWrites watch) {
    this.jdbc = jdbc;
    this.watch = watch;
  }

  /// What an attempt was booked at.
  public record Cost(UUID token, String jobId, long micros) {}

  /// Leaves alone what is settled by now.
  @Transactional
  public void settle(List<Cost> booked) {
    if (booked.isEmpty()) {
      return;
    }
    List<String> jobs = booked.stream().map(Cost::jobId).distinct().toList();
    Sql.list(jdbc.sql(LOCK).param("jobs", jobs.toArray(String[]::new)).query(String.class));
    jdbc.sql(SETTLE)
        .param("tokens", booked.stream().map(Cost::token).toArray(UUID[]::new))
        .param("micros", booked.stream().map(Cost::micros).toArray(Long[]::new))
        .update();
    watch.settleOpen(jobs);
  }
}
