package io.reelgate.job;

import io.reelgate.database.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lets callers wait for the next change of a job. Whoever is told of a change looks at that job;
/// and because that can be missed, one query per tick looks at all jobs that anybody on this
/// replica waits for. Where nobody waits there is no query.
@Component
class JobWatch implements JobFeed.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

  /// More waiters than this are answered at once instead.
  private static final int MOST_WAITERS = 2_000;

  private static final String NOW =
      """
      select asked.id, w.state, w.cancel_requested_at is not null as cancelling
      from unnest(cast(:ids as text[])) as asked(id) left join job_work w on w.job_id = asked.id
      """;

  private final Map<Waiter, Boolean> waiters = new ConcurrentHashMap<>();
  private final JdbcClient jdbc;

  JobWatch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Somebody who has seen a job in some state. Two that wait for one job are two waiters.
  private static final class Waiter {
    private final JobView seen;
    private final CountDownLatch changed = new CountDownLatch(1);

    Waiter(JobView seen) {
      this.seen = seen;
    }

    boolean sees(Now now) {
      return now.cancelling() == seen.cancelling() && seen.state().name().equals(now.state());
    }
  }

  private record Now(String id, String state, boolean cancelling) {}

  void await(JobView seen, Duration longest) {
    if (seen.state().terminal() || waiters.size() >= MOST_WAITERS) {
      return;
    }
    var waiter = new Waiter(seen);
    waiters.put(waiter, true);
    try {
      // what changed after it was seen and before the line above was told to others only
      lookIfPossible(List.of(waiter));
      var _ = waiter.changed.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiters.remove(waiter);
    }
  }

  /// On another thread, as it asks the database.
  @Override
  public void changed(Set<JobId> jobs) {
    List<Waiter> waiting =
        waiters.keySet().stream().filter(each -> jobs.contains(each.seen.id())).toList();
    if (!waiting.isEmpty()) {
      Thread.ofVirtual().name("job-watch-told").start(() -> lookIfPossible(waiting));
    }
  }

  private void lookIfPossible(List<Waiter> waiting) {
    try {
      look(waiting);
    } catch (DataAccessException e) {
      LOG.warn(
          "what readers wait for could not be looked at, the next tick will: {}", e.toString());
    }
  }

  /// The next tick looks at all of them.
  @Override
  public void missed() {}

  /// Looks once, and tells those whose job has changed.
  void look() {
    look(List.copyOf(waiters.keySet()));
  }

  /// A job without work row is over.
  private void look(List<Waiter> waiting) {
    if (waiting.isEmpty()) {
      return;
    }
    String[] ids =
        waiting.stream().map(waiter -> waiter.seen.id().value()).distinct().toArray(String[]::new);
    Map<String, Now> now =
        Sql.list(
                jdbc.sql(NOW)
                    .param("ids", ids)
                    .query((row, number) ->
                        new Now(
                            row.getString("id"),
                            String.valueOf(row.getString("state")),
                            row.getBoolean("cancelling"))))
            .stream()
            .collect(Collectors.toMap(Now::id, Function.identity()));
    for (Waiter waiter : waiting) {
      Now current = now.get(waiter.seen.id().value());
      if (current != null && !waiter.sees(current)) {
        waiter.changed.countDown();
      }
    }
  }
}
