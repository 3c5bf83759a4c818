package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.job.JobSteps.Sent;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

@IdleGatewayTest
@Import(JobSteps.class)
class LostOwnershipTests {
  private static final Failure LOST = Failure.of(FailureKind.NETWORK, "reset", "gone");

  @Autowired private JobSteps steps;
  @Autowired private JobMoves moves;
  @Autowired private ProgressRecorder recorder;
  @Autowired private MeterRegistry meters;
  @Autowired private Environment environment;
  private double before;

  @BeforeEach
  void count() {
    steps.forgetAll();
    before = counted();
  }

  @Test
  void anOwnersWritesAreNotCounted() {
    steps.claimedOutputs();

    assertThat(counted()).isEqualTo(before);
  }

  @Test
  void aStaleSubmittersWritesAre() {
    Sent sent = steps.submitting();
    ClaimedJob stale = steps.stale(sent.job());

    moves.accepted(stale, sent.token(), "task", steps.plan());
    moves.parked(stale, sent.token(), LOST);
    moves.requeued(stale, sent.token(), AttemptState.NOT_SENT, LOST, Duration.ZERO);
    moves.refused(stale, sent.token(), AttemptState.REFUSED, LOST);
    moves.end(List.of(Endings.nowhereToGo(stale)));

    assertThat(counted()).isEqualTo(before + 5);
  }

  @Test
  void aStalePollersAnswersAre() {
    ClaimedPoll stale = JobSteps.stale(steps.polled());

    recorder.record(Map.of(stale, new Progress.Running(50)), Duration.ofDays(1));
    recorder.record(Map.of(stale, JobSteps.success()), Duration.ofDays(1));

    assertThat(counted()).isEqualTo(before + 2);
    assertThat(metrics()).contains("reelgate_ownership_lost_writes_total{work=\"poll\"}");
  }

  private String metrics() {
    int port = environment.getRequiredProperty("local.management.port", Integer.class);
    return new TestClient(port, null).get("/actuator/prometheus").response().body();
  }

  private double counted() {
    return meters.find(LostOwnership.METER).counters().stream().mapToDouble(Counter::count).sum();
  }
}
