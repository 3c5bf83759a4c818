package io.reelgate.faults;

import io.reelgate.testing.PostgresProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// F5, F6 and F7: the database is cut off around a commit, crashes, and ends connections.
@FaultTest
class DatabaseFaultTests {
  private static final int CUTS = Scale.of("F5.cuts", 24);
  private static final Duration EVERY = Duration.ofMillis(150);
  private static final int CRASHES = Scale.of("F6.crashes", 3);
  private static final int JOBS_PER_CRASH = 40;
  private static final int ENDED = Scale.of("F7.connections", 30);
  private static final List<String> COMMITS =
      List.of(
          "insert into job (",
          "insert into attempt",
          "set state = 'GENERATING'",
          "set state = 'STORING'",
          "delete from job_work");

  private static final String END_ONE =
      """
      select pg_terminate_backend(pid) from (
        select pid from pg_stat_activity
        where backend_type = 'client backend' and application_name <> 'judge'
        order by random() limit 1) unlucky
      """;

  @Test
  void aLostAnswerToACommitIsNoAnswer(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F5", "cuts", cluster);
    try (Load load = run.load(EVERY)) {
      while (run.faults() < CUTS) {
        int number = run.faults();
        PostgresProxy proxy = cluster.nodes().get(number % cluster.nodes().size()).database();
        int before = proxy.cuts();
        proxy.cutCommitAfter(
            COMMITS.get(number % COMMITS.size()), number / COMMITS.size() % 2 == 0);
        FaultRun.await(() -> proxy.cuts() > before);
        run.fault();
      }
      load.enough();
      run.end(load);
    }
  }

  @Test
  void aCrashOfTheDatabaseForgetsNothing(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F6", "crashes", cluster);
    try (Load load = run.load((CRASHES + 1) * JOBS_PER_CRASH)) {
      for (int crash = 0; crash < CRASHES; crash++) {
        load.goesOnFor(JOBS_PER_CRASH);
        int before = load.unanswered();
        cluster.postgres().kill();
        FaultRun.await(() -> load.unanswered() > before);
        cluster.postgres().restart();
        run.fault();
      }
      run.end(load);
    }
  }

  @Test
  void connectionsThatEndAreOpenedAgain(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F7", "ended", cluster);
    JdbcClient jdbc = cluster.jdbc();
    try (ScheduledExecutorService ender = Executors.newSingleThreadScheduledExecutor();
        Load load = run.load(ENDED * 4)) {
      ScheduledFuture<?> ending =
          ender.scheduleAtFixedRate(
              () -> {
                if (run.faults() < ENDED
                    && !jdbc.sql(END_ONE).query(Boolean.class).list().isEmpty()) {
                  run.fault();
                }
              },
              0,
              500,
              TimeUnit.MILLISECONDS);
      FaultRun.await(() -> run.faults() == ENDED);
      ending.cancel(false);
      run.end(load);
    }
  }
}
