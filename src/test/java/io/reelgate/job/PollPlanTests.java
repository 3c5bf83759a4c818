package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PollPlanTests {
  private static PollPlan plan(Duration expected, Duration longest) {
    JobsProperties properties =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of("reelgate.jobs.poll-first", "2s", "reelgate.jobs.poll-longest", "1h")))
            .bindOrCreate("reelgate.jobs", JobsProperties.class);
    return PollPlan.of(expected, longest, properties);
  }

  @Test
  void theFirstQuestionComesALittleBeforeTheExpectedEnd() {
    assertThat(plan(Duration.ofSeconds(100), Duration.ofDays(1)).firstPoll())
        .isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
  }

  @Test
  void intervalsGrowUpToTheLongest() {
    PollPlan plan = plan(Duration.ZERO, Duration.ofDays(1));
    assertThat(plan.next(1)).isBetween(Duration.ofMillis(1_600), Duration.ofMillis(2_400));
    assertThat(plan.next(2)).isBetween(Duration.ofMillis(2_400), Duration.ofMillis(3_600));
    assertThat(plan.next(100)).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
  }

  @Test
  void noIntervalIsLongerThanTheProviderRemembers() {
    Duration quarter = Duration.ofMinutes(15);
    PollPlan plan = plan(Duration.ofHours(5), quarter);
    for (int polls : IntStream.range(0, 100).toArray()) {
      assertThat(plan.firstPoll()).isEqualTo(quarter);
      assertThat(plan.next(polls)).isLessThanOrEqualTo(quarter);
    }
  }
}
