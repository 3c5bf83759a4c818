package io.reelgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.JobState;
import io.reelgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What every run ends with, counted by the judge and from the rows.
///
/// @param jobs videos that were accepted
/// @param lost of them, those without a row, or neither over nor being worked on, or still open
/// @param paidTwice tasks that nobody ordered or that were ordered before
/// @param illegalMoves steps in the events that are not in the list of moves
/// @param terminalEvents ends in the events
/// @param ends jobs that are over
/// @param notOneEnd jobs over without exactly one end, or with one and not over
/// @param unknowns attempts of which nobody knows whether they were accepted
/// @param undecided of them, those whose provider could have told, or whose task it reported
record Verdict(
    int jobs,
    long lost,
    long paidTwice,
    long illegalMoves,
    long terminalEvents,
    long ends,
    long notOneEnd,
    long unknowns,
    long undecided) {
  private static final String NO_MOVE = "cancelling";

  private record Step(String job, String type) {}

  private record Stand(String job, String state) {}

  /// @param promised the ids that callers were told
  /// @param open jobs that did not come to rest
  /// @param paid the judge's counts
  /// @param named second tasks by their names
  static Verdict of(
      Collection<String> promised, Set<String> open, JsonNode paid, long named, JdbcClient jdbc) {
    Map<String, JobState> stands = new LinkedHashMap<>();
    jdbc
        .sql(
            """
            select j.id as job, coalesce(j.final_state, w.state, 'LOST') as state
            from job j left join job_work w on w.job_id = j.id
            """)
        .query(Stand.class)
        .list()
        .stream()
        .filter(each -> !each.state().equals("LOST"))
        .forEach(each -> stands.put(each.job(), JobState.valueOf(each.state())));
    Set<String> lost = new HashSet<>(promised);
    lost.removeAll(stands.keySet());
    lost.addAll(open);
    Map<String, List<JobState>> histories = histories(jdbc);
    long terminal = 0;
    long illegal = 0;
    long notOneEnd = 0;
    for (Map.Entry<String, JobState> each : stands.entrySet()) {
      List<JobState> history = histories.getOrDefault(each.getKey(), List.of());
      long ends = history.stream().filter(JobState::terminal).count();
      terminal += ends;
      notOneEnd += ends == (each.getValue().terminal() ? 1 : 0) ? 0 : 1;
      illegal += illegal(history, each.getValue());
    }
    return new Verdict(
        promised.size(),
        lost.size() + Math.abs(number(jdbc, "select count(*) from job") - promised.size()),
        Math.max(named, paidTwice(paid, jdbc)),
        illegal,
        terminal,
        stands.values().stream().filter(JobState::terminal).count(),
        notOneEnd,
        number(jdbc, "select count(*) from attempt where state = 'UNKNOWN'"),
        undecided(paid, jdbc));
  }

  private static Map<String, List<JobState>> histories(JdbcClient jdbc) {
    Map<String, List<JobState>> histories = new LinkedHashMap<>();
    jdbc
        .sql("select job_id as job, type from event order by job_id, sequence")
        .query(Step.class)
        .list()
        .stream()
        .filter(step -> !step.type().equals(NO_MOVE))
        .forEach(step ->
            histories
                .computeIfAbsent(step.job(), job -> new ArrayList<>())
                .add(JobState.valueOf(step.type().toUpperCase(Locale.ROOT))));
    return histories;
  }

  private static long illegal(List<JobState> history, JobState stand) {
    if (history.isEmpty() || history.getFirst() != JobState.QUEUED || history.getLast() != stand) {
      return 1;
    }
    long illegal = 0;
    for (int i = 1; i < history.size(); i++) {
      illegal += history.get(i - 1).mayBecome(history.get(i)) ? 0 : 1;
    }
    return illegal;
  }

  /// Where bodies and tokens tell nothing, a task that no attempt can have ordered is one too many,
  /// and so is a second attempt that was accepted and did not fail.
  private static long paidTwice(JsonNode paid, JdbcClient jdbc) {
    long again = paid.required("paid_again").asLong();
    long nobodys = 0;
    for (JsonNode each : paid.required("providers").values()) {
      long ordered =
          jdbc.sql(
                  """
                  select count(*) from attempt where provider = ?
                    and (upstream_id is not null or state in ('PREPARED', 'UNKNOWN'))
                  """)
              .param(each.required("provider").asString())
              .query(Long.class)
              .single();
      nobodys += Math.max(0, each.required("accepted").asLong() - ordered);
    }
    long second =
        number(
            jdbc,
            """
            select coalesce(sum(n - 1), 0) from (
              select count(*) as n from attempt where upstream_id is not null and state <> 'FAILED'
              group by job_id having count(*) > 1) more
            """);
    return Math.max(Math.max(again, nobodys), second);
  }

  /// A provider that knows our tokens can be asked, unless a cancel made that needless. One that
  /// calls back names each of its tasks.
  private static long undecided(JsonNode paid, JdbcClient jdbc) {
    long asked =
        number(
            jdbc,
            """
            select count(*) from attempt a join job j on j.id = a.job_id
            where a.provider = 'runware' and a.state = 'UNKNOWN' and j.final_state <> 'CANCELLED'
            """);
    long named =
        number(
            jdbc,
            "select count(*) from attempt where provider = 'wavespeed' and upstream_id is not null");
    long tasks =
        paid.required("providers")
            .valueStream()
            .filter(each -> each.required("provider").asString().equals("wavespeed"))
            .mapToLong(each -> each.required("accepted").asLong())
            .sum();
    return asked + Math.max(0, tasks - named);
  }

  /// Second tasks of a job, where the provider lets us give tasks their names.
  static long namedTwice(TestGateway judge, JdbcClient jdbc) {
    Map<String, String> jobs = new LinkedHashMap<>();
    jdbc.sql("select job_id as job, token::text as state from attempt where provider = 'runware'")
        .query(Stand.class)
        .list()
        .forEach(each -> jobs.put(each.state(), each.job()));
    Set<String> seen = new HashSet<>();
    return judge.anonymous().get("/sandbox/admin/tasks?limit=1000").json().values().stream()
        .filter(task -> task.required("provider").asString().equals("runware"))
        .filter(task -> !task.required("status").asString().equals("failed"))
        .map(task -> jobs.getOrDefault(task.required("id").asString(), ""))
        .filter(job -> !seen.add(job))
        .count();
  }

  private static long number(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  void holds() {
    assertThat(lost).as("lost").isZero();
    assertThat(paidTwice).as("paid twice").isZero();
    assertThat(illegalMoves).as("illegal moves").isZero();
    assertThat(notOneEnd).as("jobs without exactly one end").isZero();
    assertThat(undecided).as("unknown although it could be known").isZero();
    assertThat(terminalEvents).as("terminal events").isEqualTo(ends);
  }
}
