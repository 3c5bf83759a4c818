package io.reelgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// One of twenty orders is accepted and paid, and its answer lost, at providers of each kind: one
/// that refuses a second task under the same token, one that calls back, and one that can only be
/// asked what it billed.
@FaultTest
class LostAnswerFaultTests {
  private static final int JOBS = Scale.of("F9.orders", 250);
  private static final int ONE_OF = 20;
  private static final Duration EVERY = Duration.ofMillis(40);
  private static final String[] PROVIDERS = {"wavespeed", "runware", "empiriolabs"};

  /// Time enough for each order to leave.
  private static final String[] UNHURRIED = {
    "reelgate.jobs.lease=8s",
    "reelgate.jobs.submit-concurrency=24",
    "reelgate.jobs.batch=24",
    "reelgate.providers.empiriolabs.http.submit-total=4s",
    "reelgate.providers.empiriolabs.http.response-timeout=4s"
  };

  /// Those of lost answers where nobody could know.
  private static final String IN_DOUBT =
      """
      select count(*) from job where error_code = 'outcome_unknown'
        and spec->>'prompt' like '%lost-answer%' and spec->>'prompt' like '% empiriolabs %'
      """;

  @Test
  void noTaskTooManyIsPaid(FaultCluster cluster) {
    FaultRun run = FaultRun.begin("lost-answers", "lost_answers", cluster, UNHURRIED);
    try (Load load = run.load(JOBS, EVERY, LostAnswerFaultTests::video)) {
      for (int number = 0; number < JOBS; number++) {
        if (lost(number)) {
          run.fault();
        }
      }
      Verdict verdict = run.end(load);
      run.allCompleted();
      assertThat(verdict.unknowns()).as("in doubt").isEqualTo(inDoubt(cluster));
    }
    for (JsonNode each : cluster.judge().sandboxCounts().required("providers").values()) {
      String provider = each.required("provider").asString();
      assertThat(each.required("accepted").asLong()).as(provider).isEqualTo(orders(provider));
      assertThat(each.required("paid_again").asLong()).as(provider).isZero();
    }
  }

  private static long inDoubt(FaultCluster cluster) {
    return cluster.jdbc().sql(IN_DOUBT).query(Long.class).single();
  }

  private static long orders(String provider) {
    return IntStream.range(0, JOBS).filter(number -> provider(number).equals(provider)).count();
  }

  private static String provider(int number) {
    return PROVIDERS[number % PROVIDERS.length];
  }

  private static boolean lost(int number) {
    return number % ONE_OF == ONE_OF / 2;
  }

  private static String video(int number) {
    String provider = provider(number);
    return "{\"prompt\":\"Clip %d at %s %s\",\"seconds\":5,\"provider\":{\"only\":[\"%s\"]}}"
        .formatted(number, provider, lost(number) ? "[sandbox: submit=lost-answer]" : "", provider);
  }
}
