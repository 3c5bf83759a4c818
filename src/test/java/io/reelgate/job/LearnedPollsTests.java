package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Videos take much longer than anybody was told, until it was seen how long.
@GatewayTest
@TestPropertySource(
    properties = {
      "reelgate.sandbox.duration=4s..4s",
      "reelgate.jobs.sandbox-expected=100ms",
      "reelgate.jobs.poll-first=100ms",
      "reelgate.jobs.poll-longest=5s"
    })
class LearnedPollsTests {
  private static final int VIDEOS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String BODY = "{\"prompt\":\"Lantern %s\",\"provider\":{\"only\":[\"%s\"]}}";

  @Autowired private TestGateway gateway;
  @Autowired private MeterRegistry meters;

  /// What it took to see that all of some videos were done.
  ///
  /// @param polls that the provider answered
  /// @param counted the same by the gateway's own meter
  /// @param unseenMillis for how long at the most it was not seen
  private record Seen(long polls, double counted, double unseenMillis) {
    Seen since(Seen before) {
      return new Seen(
          polls - before.polls, counted - before.counted, unseenMillis - before.unseenMillis);
    }
  }

  /// A machine that stands still for a second spoils the sums of one provider's videos, not those
  /// of all.
  @Test
  void whatWasLearnedSavesPollsAndTheEndIsSeenNoLater() {
    assertThat(List.of("wavespeed", "runware")).anySatisfy(this::isLearned);
  }

  private void isLearned(String provider) {
    TestClient caller = gateway.newTenant();
    Seen unlearned = made(caller, "early", provider);
    await().atMost(PATIENCE).until(() -> measured(caller, provider));

    Seen learned = made(caller, "late", provider);

    assertThat(learned.polls()).isLessThan(unlearned.polls() - VIDEOS);
    assertThat(learned.counted()).isLessThan(unlearned.counted() - VIDEOS);
    assertThat(learned.unseenMillis()).isLessThan(unlearned.unseenMillis());
  }

  private static boolean measured(TestClient caller, String provider) {
    for (JsonNode each :
        caller
            .post("/v1/videos/estimate", BODY.formatted("", provider))
            .json()
            .required("routes")) {
      if (each.required("p90_seconds").isNumber()) {
        return true;
      }
    }
    return false;
  }

  private Seen made(TestClient caller, String name, String provider) {
    Seen before = seen();
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < VIDEOS; number++) {
      ids.add(gateway.accepted(caller, BODY.formatted(name + number, provider)));
    }
    ids.forEach(id ->
        assertThat(gateway.finished(caller, id).required("status").asString())
            .isEqualTo("completed"));
    return seen().since(before);
  }

  private Seen seen() {
    long polls = 0;
    for (JsonNode each : gateway.sandboxCounts().required("providers")) {
      polls += each.required("polls").asLong();
    }
    double counted =
        meters.find(OutcomeReports.POLLS).summaries().stream()
            .mapToDouble(each -> each.totalAmount())
            .sum();
    double unseen =
        meters.find(OutcomeReports.LAG).timers().stream()
            .mapToDouble(each -> each.totalTime(TimeUnit.MILLISECONDS))
            .sum();
    return new Seen(polls, counted, unseen);
  }
}
