package io.reelgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// F9: everything that can go wrong with the answer to an order, at each provider.
@FaultTest
class SubmitFaultTests {
  private static final int JOBS = Scale.of("F9.jobs", 96);
  private static final Duration EVERY = Duration.ofMillis(60);
  private static final int PROVIDERS = 3;
  private static final List<String> WORDS =
      List.of(
          "lost-answer",
          "reset",
          "400",
          "401",
          "402",
          "403",
          "429",
          "500",
          "503",
          "html",
          "truncated",
          "empty",
          "no-id",
          "slow",
          "redirect",
          "error-in-200");

  @Test
  void noAnswerIsTakenForMoreThanItSays(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F9", "faults", cluster);
    try (Load load = run.load(JOBS, EVERY, SubmitFaultTests::video)) {
      for (int i = 0; i < JOBS; i++) {
        run.fault();
      }
      Verdict verdict = run.end(load);
      assertThat(verdict.ends()).isPositive();
    }
    assertThat(lostAnswersDoubted(cluster)).isTrue();
  }

  private static String video(int number) {
    String word = WORDS.get(number / PROVIDERS % WORDS.size());
    // one provider takes each try for a new order, and would refuse it until the job's deadline
    return FaultRun.video(number, "[sandbox: submit=" + word + "]", ",\"max_attempts\":3");
  }

  /// Whether an order whose answer was lost is unresolved, or was resolved by finding its task.
  private static boolean lostAnswersDoubted(FaultCluster cluster) {
    return cluster
            .jdbc()
            .sql(
                """
                select count(*) from event e join job j on j.id = e.job_id
                where e.type = 'unknown' and j.spec->>'prompt' like '%lost-answer%'
                """)
            .query(Long.class)
            .single()
        > 0;
  }
}
