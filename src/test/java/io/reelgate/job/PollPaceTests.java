package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PollPaceTests {
  private static final Instant NOW = Instant.parse("2030-01-02T03:00:00Z");
  private static final Progress DONE = JobSteps.success();
  private static final Progress FAILED =
      new Progress.Failed(Failure.of(FailureKind.MODERATION, null, "no"), true);

  private final JobsProperties properties =
      new Binder(
              new MapConfigurationPropertySource(
                  Map.of(
                      "reelgate.jobs.poll-first",
                      "2s",
                      "reelgate.jobs.poll-longest",
                      "15s",
                      "reelgate.jobs.slower-after",
                      "3",
                      "reelgate.jobs.slower-times",
                      "4")))
          .bindOrCreate("reelgate.jobs", JobsProperties.class);
  private final PollPace pace = new PollPace(properties);

  @Test
  void severalAnnouncedEndsInARowSlowItDown() {
    pace.saw(poll("a", true), DONE);
    pace.saw(poll("a", true), FAILED);
    assertThat(first("a")).isEqualTo(Duration.ofSeconds(2));

    pace.saw(poll("a", true), DONE);

    assertThat(first("a")).isEqualTo(Duration.ofSeconds(8));
    assertThat(plan(poll("a", false)).interval(100)).isEqualTo(Duration.ofSeconds(60));
    assertThat(first("b")).as("another account").isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void oneEndThatNobodyAnnouncedBringsItBack() {
    announced(10);
    pace.saw(poll("a", false), DONE);
    assertThat(first("a")).isEqualTo(Duration.ofSeconds(2));

    announced(2);
    assertThat(first("a")).isEqualTo(Duration.ofSeconds(2));
    announced(1);
    assertThat(first("a")).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void onlyEndsCount() {
    announced(3);
    pace.saw(poll("a", false), new Progress.Running(50));
    pace.saw(poll("a", false), new Progress.NoAnswer(ScriptedAdapter.BUSY));
    pace.saw(poll("a", false), new Progress.NotFound(ScriptedAdapter.BUSY));

    assertThat(first("a")).isEqualTo(Duration.ofSeconds(8));
  }

  /// The provider has called already and will not call again.
  @Test
  void aTaskThatWasCalledAboutIsAskedAboutAsOftenAsEver() {
    announced(3);

    assertThat(plan(poll("a", true)).interval(1)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void noTaskGoesUnaskedLongerThanItsProviderRemembers() {
    announced(3);
    PollPlan usual = PollPlan.of(Duration.ZERO, Duration.ofSeconds(20), properties);
    PollPlan plan = pace.plan(poll("a", false), usual);

    assertThat(plan.next(100)).isEqualTo(Duration.ofSeconds(20));
    assertThat(plan.interval(100)).isEqualTo(Duration.ofSeconds(20));
  }

  private void announced(int ends) {
    for (int i = 0; i < ends; i++) {
      pace.saw(poll("a", true), DONE);
    }
  }

  private Duration first(String account) {
    return plan(poll(account, false)).interval(1);
  }

  private PollPlan plan(ClaimedPoll poll) {
    return pace.plan(poll, PollPlan.of(Duration.ZERO, Duration.ofDays(1), properties));
  }

  private static ClaimedPoll poll(String account, boolean calledBack) {
    return new ClaimedPoll(
        "video_1",
        1,
        UUID.randomUUID(),
        "acme",
        account,
        "task",
        "acme/model",
        null,
        null,
        null,
        1,
        0,
        null,
        NOW,
        NOW,
        NOW,
        false,
        null,
        1,
        null,
        calledBack,
        null);
  }
}
