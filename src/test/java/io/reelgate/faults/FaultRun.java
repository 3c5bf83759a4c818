package io.reelgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// One run of the suite: a load, faults, and the common check, which prints one line.
final class FaultRun {
  private static final Logger LOG = LoggerFactory.getLogger(FaultRun.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration EVERY = Duration.ofMillis(200);

  /// More than any run needs.
  private static final int UNTIL_ENOUGH = 1_000_000;

  private static final int MOST_OPEN = 150;
  private static final List<String> PROVIDERS = List.of("wavespeed", "runware", "empiriolabs");

  private final String name;
  private final String faultsAre;
  private final FaultCluster cluster;
  private final JdbcClient jdbc;
  private final String key;
  private final AtomicLong lastFault = new AtomicLong(Long.MIN_VALUE);
  private final AtomicInteger faults = new AtomicInteger();
  private final AtomicReference<Duration> recovery = new AtomicReference<>(Duration.ZERO);
  private String more = "";

  private FaultRun(String name, String faultsAre, FaultCluster cluster) {
    this.name = name;
    this.faultsAre = faultsAre;
    this.cluster = cluster;
    this.jdbc = cluster.jdbc();
    this.key = cluster.judge().newKey("test");
  }

  /// Starts with nothing in the database and nothing paid.
  ///
  /// @param faultsAre the word for the number of faults in the line
  static FaultRun begin(String name, String faultsAre, FaultCluster cluster, String... settings) {
    cluster.ready(settings);
    forget(cluster);
    return new FaultRun(name, faultsAre, cluster);
  }

  /// What is still being sent for an unresolved attempt is over before anything counts.
  private static void forget(FaultCluster cluster) {
    cluster.jdbc().sql("truncate job_work, attempt, event, idempotency, job cascade").update();
    JsonNode[] last = {cluster.judge().sandboxCounts()};
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> {
          JsonNode before = last[0];
          last[0] = cluster.judge().sandboxCounts();
          return last[0].equals(before);
        });
    cluster.judge().resetSandbox();
  }

  /// A video for one provider, which two of three times may go elsewhere too.
  ///
  /// @param script such as {@code [sandbox: submit=500]}, or nothing
  static String video(int number, String script) {
    return video(number, script, "");
  }

  /// @param more preferences, each after a comma
  static String video(int number, String script, String more) {
    String provider = PROVIDERS.get(number % PROVIDERS.size());
    String where = number / PROVIDERS.size() % 3 == 0 ? "order" : "only";
    return "{\"prompt\":\"Clip %d %s\",\"seconds\":5,\"provider\":{\"%s\":[\"%s\"]%s}}"
        .formatted(number, script, where, provider, more);
  }

  /// Jobs until a test has had enough.
  Load load(Duration every) {
    return load(UNTIL_ENOUGH, every, number -> video(number, ""));
  }

  Load load(int jobs) {
    return load(jobs, number -> video(number, ""));
  }

  Load load(int jobs, IntFunction<String> body) {
    return load(jobs, EVERY, body);
  }

  Load load(int jobs, Duration every, IntFunction<String> body) {
    return load(jobs, every, body, id -> {});
  }

  Load load(int jobs, Duration every, IntFunction<String> body, Consumer<String> listener) {
    return new Load(cluster.nodes(), key, jobs, every, body, listener, this::hasRoom);
  }

  private boolean hasRoom() {
    try {
      return jdbc.sql("select count(*) from job_work").query(Long.class).single() < MOST_OPEN;
    } catch (DataAccessException down) {
      // callers know nothing of that
      return true;
    }
  }

  String key() {
    return key;
  }

  void fault() {
    faults.incrementAndGet();
    lastFault.set(System.nanoTime());
  }

  int faults() {
    return faults.get();
  }

  /// Every job that was held when a replica died has moved after this time.
  void recovered(Duration after) {
    recovery.accumulateAndGet(after, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /// One more number for the line.
  void also(String name, long number) {
    more += " %s=%d".formatted(name, number);
  }

  /// How many attempts are known to have been accepted.
  long ordered() {
    return jdbc.sql("select count(*) from attempt where upstream_id is not null")
        .query(Long.class)
        .single();
  }

  Set<String> states() {
    return new HashSet<>(
        jdbc.sql("select distinct state from job_work").query(String.class).list());
  }

  static void await(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(condition::getAsBoolean);
  }

  /// Waits until the work has come to rest, checks and prints.
  Verdict end(Load load) {
    List<String> promised = load.allAccepted();
    cluster.nodes().forEach(Node::started);
    long start = Math.max(load.ended(), lastFault.get());
    Set<String> open = open(PATIENCE);
    if (recovery.get().isZero()) {
      recovered(Duration.ofNanos(System.nanoTime() - start));
    }
    JsonNode paid = cluster.judge().sandboxCounts();
    Verdict verdict =
        cluster.atOnce(() ->
            Verdict.of(promised, open, paid, Verdict.namedTwice(cluster.judge(), jdbc), jdbc));
    print(verdict);
    verdict.holds();
    assertThat(faults.get()).as("faults").isPositive();
    return verdict;
  }

  /// Each job has its video, but those of which nobody could know.
  void allCompleted() {
    assertThat(
            jdbc.sql(
                    """
                    select id || ' ' || final_state || ' ' || coalesce(error_code, '')
                    from job j where final_state <> 'COMPLETED' and not (error_code = 'outcome_unknown'
                      and exists (select from attempt a where a.job_id = j.id and a.state = 'UNKNOWN'))
                    """)
                .query(String.class)
                .list())
        .as("neither completed nor beyond knowing")
        .isEmpty();
  }

  /// @return the jobs that are not over after this time
  private Set<String> open(Duration longest) {
    String sql = "select job_id from job_work";
    try {
      Awaitility.await()
          .atMost(longest)
          .ignoreExceptions()
          .until(() -> jdbc.sql(sql).query(String.class).list().isEmpty());
      return Set.of();
    } catch (ConditionTimeoutException open) {
      return new HashSet<>(jdbc.sql(sql).query(String.class).list());
    }
  }

  private void print(Verdict verdict) {
    LOG.info(
        "{}",
        String.format(
            Locale.ROOT,
            "fault %s: jobs=%d %s=%d lost=%d paid_twice=%d illegal_moves=%d terminal_events=%d"
                + " unresolved_unknowns=%d recovery=%.1fs%s",
            name,
            verdict.jobs(),
            faultsAre,
            faults.get(),
            verdict.lost(),
            verdict.paidTwice(),
            verdict.illegalMoves(),
            verdict.terminalEvents(),
            verdict.unknowns(),
            recovery.get().toMillis() / 1000.0,
            more));
  }
}
