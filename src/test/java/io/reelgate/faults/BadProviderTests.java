package io.reelgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// F25: three of ten orders fail at one provider for a while, with breakers that close after a
/// second; then it is well again.
@FaultTest
class BadProviderTests {
  private static final int JOBS = Scale.of("F25.jobs", 80);
  private static final String[] BREAKERS = {
    "reelgate.admission.submit.window=20",
    "reelgate.admission.submit.minimum-calls=8",
    "reelgate.admission.submit.failure-rate=25",
    "reelgate.admission.submit.open-for=1s",
    "reelgate.admission.submit.longest-open=2s",
    "reelgate.admission.submit.half-open-longest=5s",
    "reelgate.admission.poll.minimum-calls=20",
    "reelgate.admission.poll.open-for=1s",
    "reelgate.admission.poll.longest-open=2s"
  };

  @Test
  void aBadProviderIsLeftAndComesBack(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("F25", "errors", cluster, BREAKERS);
    try (Load load =
        run.load(
            2 * JOBS,
            number -> video(number, number < JOBS && number % 10 < 3 ? script(number) : ""))) {
      for (int number = 0; number < JOBS; number++) {
        if (number % 10 < 3) {
          run.fault();
        }
      }
      Verdict verdict = run.end(load);
      assertThat(verdict.unknowns()).as("doubts").isLessThan(run.faults());
    }
    assertThat(madeByTheWellProvider(cluster)).isPositive();
  }

  private static String script(int number) {
    return switch (number % 10) {
      case 0 -> "[sandbox: wavespeed.submit=500]";
      case 1 -> "[sandbox: wavespeed.submit=429]";
      default -> "[sandbox: wavespeed.submit=503] [sandbox: wavespeed.poll=500x3]";
    };
  }

  private static String video(int number, String script) {
    return "{\"prompt\":\"Clip %d %s\",\"seconds\":5,\"provider\":{\"order\":[\"wavespeed\"]}}"
        .formatted(number, script);
  }

  /// The provider has its share back: it made some of the last.
  private static long madeByTheWellProvider(FaultCluster cluster) {
    return cluster
        .jdbc()
        .sql(
            """
            select count(*) from (
              select provider, final_state from job order by id desc limit %d) last
            where provider = 'wavespeed' and final_state = 'COMPLETED'
            """
                .formatted(JOBS / 2))
        .query(Long.class)
        .single();
  }
}
