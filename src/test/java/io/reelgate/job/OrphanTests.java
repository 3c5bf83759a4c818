package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.job.JobSteps.Sent;
import io.reelgate.testing.IdleGatewayTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;

/// Tasks that show up after their job was decided without them.
@IdleGatewayTest
@Import({JobSteps.class, UnknownSteps.class, UnknownSteps.Adapters.class})
@ExtendWith(OutputCaptureExtension.class)
class OrphanTests {
  @Autowired private JobSteps steps;
  @Autowired private UnknownSteps unknown;
  @Autowired private UnknownMoves moves;
  @Autowired private JobMoves jobMoves;
  @Autowired private CallbackHints hints;
  @Autowired private Orphans orphans;
  @Autowired private MeterRegistry meters;

  @Autowired
  @Qualifier("lists")
  private ScriptedAdapter provider;

  @BeforeEach
  void forget() {
    steps.forgetAll();
    provider.forget();
  }

  @Test
  void aLateAnswerNeverChangesAJobThatWasGivenUp(CapturedOutput output) {
    Sent sent = givenUp();
    String before = steps.rows(sent.id());

    jobMoves.accepted(sent.job(), sent.token(), "late", steps.plan());
    double told = told();
    orphans.tell();
    orphans.tell();

    assertThat(steps.rows(sent.id())).isEqualTo(before);
    assertThat(unknown.attempt(sent.token()))
        .containsEntry("state", "ACCEPTED")
        .containsEntry("upstream_id", "late");
    assertThat(unknown.attempt(sent.token()).get("watch_at")).isNotNull();
    assertThat(told()).as("told of once").isEqualTo(told + 1);
    assertThat(output).contains(sent.id() + ": attempt " + sent.token() + " has task late");
  }

  @Test
  void aCallbackToAJobThatWasGivenUpIsAnOrphan() {
    Sent sent = givenUp();
    String before = steps.rows(sent.id());

    assertThat(hints.hear(sent.token(), null).what()).isEqualTo(CallbackHints.What.NOTHING);
    assertThat(hints.hear(sent.token(), "late").what()).isEqualTo(CallbackHints.What.SHOWED_UP);
    double told = told();
    orphans.tell();

    assertThat(steps.rows(sent.id())).isEqualTo(before);
    assertThat(unknown.attempt(sent.token())).containsEntry("upstream_id", "late");
    assertThat(told()).isEqualTo(told + 1);
  }

  /// The job may be somewhere else by now: the proof was wrong, and somebody must hear of it.
  @Test
  void aTaskOfAnAttemptThatWasDeclaredAbsentIsAnOrphan() {
    Sent byAnswer = absent();
    Sent byCallback = absent();

    jobMoves.accepted(byAnswer.job(), byAnswer.token(), "late", steps.plan());
    hints.hear(byCallback.token(), "later");
    double told = told();
    orphans.tell();

    for (Sent sent : new Sent[] {byAnswer, byCallback}) {
      assertThat(steps.state(sent.id())).isIn("QUEUED", "LEASED");
      assertThat(steps.attemptState(sent.token())).isEqualTo("ABANDONED");
      assertThat(unknown.attempt(sent.token()).get("upstream_id")).isNotNull();
    }
    assertThat(told()).isEqualTo(told + 2);
  }

  @Test
  void aTaskOfARefusedOrderIsAnOrphan() {
    Sent sent = unknown.sending(provider);
    jobMoves.requeued(
        sent.job(), sent.token(), AttemptState.REFUSED, UnknownSteps.LOST, Duration.ZERO);

    hints.hear(sent.token(), "there all the same");
    double told = told();
    orphans.tell();

    assertThat(steps.state(sent.id())).isEqualTo("QUEUED");
    assertThat(steps.attemptState(sent.token())).isEqualTo("REFUSED");
    assertThat(told()).isEqualTo(told + 1);
  }

  @Test
  void whatIsAdoptedInTimeIsNoOrphan() {
    unknown.lost(provider);
    moves.adopt(unknown.claim().getFirst(), "in time", "test");
    double told = told();

    orphans.tell();

    assertThat(told()).isEqualTo(told);
  }

  private Sent givenUp() {
    Sent sent = unknown.lost(provider);
    if (!moves.giveUp(unknown.claim().getFirst())) {
      throw new IllegalStateException("not given up");
    }
    return sent;
  }

  private Sent absent() {
    Sent sent = unknown.lost(provider);
    if (!moves.absent(unknown.claim().getFirst(), "test")) {
      throw new IllegalStateException("not absent");
    }
    return sent;
  }

  private double told() {
    return meters
        .counter(
            Orphans.METER, "provider", provider.id().value(), "account", ScriptedAdapter.ACCOUNT)
        .count();
  }
}
