package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.JobSteps.Sent;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.work.WorkHandler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lost orders at a provider that refuses a second task under the same token.
@IdleGatewayTest
@Import({JobSteps.class, UnknownSteps.class, UnknownSteps.Adapters.class})
class ReconcilerTests {
  private static final Submission.Accepted ACCEPTED =
      new Submission.Accepted("task-again", Progress.Running.UNTOLD);

  @Autowired private JobSteps steps;
  @Autowired private UnknownSteps unknown;
  @Autowired private UnknownClaims claims;
  @Autowired private UnknownMoves moves;
  @Autowired private JobMoves jobMoves;
  @Autowired private Sweep sweep;
  @Autowired private WorkHandler<UnknownJob> reconciler;
  @Autowired private JdbcClient jdbc;

  @Autowired
  @Qualifier("dedupes")
  private ScriptedAdapter provider;

  @BeforeEach
  void forget() {
    steps.forgetAll();
    provider.forget();
  }

  @Test
  void aTaskThatTheProviderKnowsIsAdoptedAndNotOrderedAgain() {
    Sent sent = unknown.lost(provider.polled(new Progress.Running(10)));

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
    assertThat(steps.events(sent.id()))
        .containsExactly("queued", "leased", "submitting", "unknown", "generating");
    assertThat(unknown.attempt(sent.token()))
        .containsEntry("state", "ACCEPTED")
        .containsEntry("upstream_id", "task-" + sent.token());
    assertThat(provider.orders).isEmpty();
  }

  @Test
  void theFirstLookSendsNothing() {
    Sent sent = unknown.lostButPossible(provider.submitted(ACCEPTED));

    unknown.look();

    assertThat(provider.orders).isEmpty();
    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
    assertThat(unknown.untilNextLook(sent.id())).isBetween(3.0, 12.1);
  }

  @Test
  void whatIsNotSeenIsOrderedAgainWordForWord() {
    Sent sent = unknown.lostButPossible(provider.submitted(ACCEPTED));

    unknown.look();
    unknown.look();

    SubmitOrder order = provider.orders.getFirst();
    assertThat(provider.orders).hasSize(1);
    assertThat(order.token()).isEqualTo(sent.token());
    assertThat(order.again()).isTrue();
    assertThat(order.spec()).isEqualTo(sent.job().spec());
    assertThat(order.account()).isEqualTo(provider.account());
    assertThat(order.terms().upstream()).isEqualTo("bytedance/seedance-2.0-mini/text-to-video");
    assertThat(provider.polls).as("asked before each order").hasSize(2);
    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
    assertThat(unknown.attempt(sent.token())).containsEntry("upstream_id", "task-again");
  }

  /// So that it leaves inside the lease or not at all.
  @Test
  void anOrderIsSentAgainOnlyWithinItsLease() {
    unknown.lostButPossible(provider);
    unknown.look();
    unknown.look();

    long ahead = provider.orders.getFirst().notAfter().nanoTime() - System.nanoTime();
    assertThat(Duration.ofNanos(ahead))
        .isBetween(Duration.ofSeconds(30), UnknownSteps.TRUST.minus(provider.longestSubmit()));

    jdbc.sql("update job_work set next_check_at = reelgate_now()").update();
    claims.claim(10, UnknownSteps.LEASE, Duration.ofSeconds(5)).forEach(reconciler::handle);
    assertThat(provider.orders).as("too late for a submit of 10 s").hasSize(1);
  }

  @Test
  void aRefusalOfItsContentEndsTheJob() {
    Failure refused = Failure.of(FailureKind.MODERATION, "400", "no");
    Sent sent = unknown.lostButPossible(provider.submitted(new Submission.Refused(refused)));

    unknown.look();
    unknown.look();

    assertThat(unknown.job(sent.id()))
        .containsEntry("final_state", "FAILED")
        .containsEntry("error_code", "content_policy_violation")
        .containsEntry("reserved_usd_micros", 0L)
        .containsEntry("actual_usd_micros", 0L);
    assertThat(steps.attemptState(sent.token())).isEqualTo("REFUSED");
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTH", "BALANCE", "FORBIDDEN", "RATE_LIMITED", "PROVIDER_ERROR", "NETWORK"})
  void anyOtherAnswerLeavesItUnknown(FailureKind kind) {
    Failure failure = Failure.of(kind, "4xx", "not now");
    Sent sent = unknown.lostButPossible(provider);
    unknown.look();

    for (Submission answer :
        List.of(
            new Submission.Refused(failure),
            new Submission.NotSent(failure),
            new Submission.Unclear(failure))) {
      provider.submitted(answer);
      unknown.look();
      assertThat(steps.state(sent.id())).as("%s", answer).isEqualTo("UNKNOWN");
      assertThat(steps.attemptState(sent.token())).isEqualTo("UNKNOWN");
    }
    assertThat(provider.orders).hasSize(3);
  }

  @Test
  void nothingIsSentWhileTheProviderDoesNotAnswerQuestions() {
    unknown.lostButPossible(provider.polled(new Progress.NoAnswer(ScriptedAdapter.BUSY)));

    unknown.look();
    unknown.look();

    assertThat(provider.orders).isEmpty();
  }

  @Test
  void anOrderThatWouldReadDifferentlyIsNotSentAgain() {
    Sent other = unknown.lostButPossible(provider.submitted(ACCEPTED));
    jdbc.sql("update attempt set request_hash = sha256('other') where token = :token")
        .param("token", other.token())
        .update();
    Sent gone = unknown.lost(provider);

    unknown.look();
    unknown.look();

    assertThat(provider.orders).isEmpty();
    assertThat(steps.state(other.id())).isEqualTo("UNKNOWN");
    assertThat(steps.state(gone.id())).isEqualTo("UNKNOWN");
  }

  @Test
  void whatIsCancelledIsLookedForButNotOrderedAgain() {
    Sent sent = unknown.lostButPossible(provider.submitted(ACCEPTED));
    jdbc.sql("update job_work set cancel_requested_at = reelgate_now()").update();

    unknown.look();
    unknown.look();
    assertThat(provider.orders).isEmpty();

    provider.polled(Progress.Running.UNTOLD);
    unknown.look();
    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
  }

  @Test
  void afterAnHourTheJobFailsAndItsReservationIsKept() {
    Sent early = unknown.older(unknown.lost(provider), Duration.ofMinutes(59));
    Sent sent = unknown.older(unknown.lost(provider), Duration.ofMinutes(60));
    Object reserved = unknown.job(sent.id()).get("reserved_usd_micros");

    unknown.look();

    assertThat(steps.state(early.id())).isEqualTo("UNKNOWN");
    assertThat(unknown.untilNextLook(early.id())).isLessThan(61);
    assertThat(unknown.job(sent.id()))
        .containsEntry("final_state", "FAILED")
        .containsEntry("error_code", "outcome_unknown")
        .containsEntry("reserved_usd_micros", reserved)
        .containsEntry("actual_usd_micros", null)
        .containsEntry("cost_source", "pending");
    assertThat(unknown.attempt(sent.token()))
        .containsEntry("state", "UNKNOWN")
        .containsEntry("watch_at", null);
    assertThat(unknown.attempt(sent.token()).get("given_up_at")).isNotNull();
  }

  @Test
  void aTaskFoundAtTheVeryEndIsStillAdopted() {
    Sent sent =
        unknown.older(
            unknown.lost(provider.polled(Progress.Running.UNTOLD)), Duration.ofMinutes(61));

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
  }

  @Test
  void aJobIsLookedIntoByOneAtATime() {
    Sent sent = unknown.lost(provider);

    assertThat(unknown.claim()).extracting(UnknownJob::jobId).containsExactly(sent.id());
    assertThat(unknown.claim()).isEmpty();
    assertThat(unknown.untilNextLook(sent.id())).isBetween(60.0, 90.0);
  }

  @Test
  void aStaleLookChangesNothing() {
    Sent sent = unknown.lost(provider);
    UnknownJob stale = unknown.claim().getFirst();
    jdbc.sql("update job_work set next_check_at = reelgate_now()").update();
    unknown.claim();
    String before = steps.rows(sent.id());

    assertThat(claims.later(stale, Duration.ZERO)).isFalse();
    assertThat(moves.absent(stale, "test")).isFalse();
    assertThat(moves.refused(stale, UnknownSteps.LOST)).isFalse();
    assertThat(moves.giveUp(stale)).isFalse();
    assertThat(steps.attemptState(sent.token())).isEqualTo("UNKNOWN");
    assertThat(moves.adopt(stale, "late", "test")).isFalse();
    assertThat(steps.rows(sent.id())).isEqualTo(before);
  }

  /// A purchase must not get lost because its finder was late.
  @Test
  void whatAStaleLookFoundIsKeptAndAdoptedByTheSweep() {
    Sent sent = unknown.lost(provider);
    UnknownJob stale = unknown.claim().getFirst();
    jdbc.sql("update job_work set next_check_at = reelgate_now()").update();
    unknown.claim();

    moves.adopt(stale, "late", "test");
    sweep.lateAnswers();

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
    assertThat(unknown.attempt(sent.token())).containsEntry("upstream_id", "late");
  }

  @Test
  void aLateRefusalOfTheSenderIsNotOverruled() {
    Sent sent = unknown.lost(provider);
    UnknownJob job = unknown.claim().getFirst();
    jobMoves.refused(sent.job(), sent.token(), AttemptState.REFUSED, UnknownSteps.LOST);
    String before = steps.rows(sent.id());

    assertThat(moves.adopt(job, "task", "test")).isFalse();

    assertThat(steps.rows(sent.id())).isEqualTo(before);
    assertThat(unknown.attempt(sent.token())).containsEntry("upstream_id", null);
  }

  @Test
  void aLateAnswerOfTheSenderDoesNotReplaceWhatWasFound() {
    Sent sent = unknown.lost(provider.polled(Progress.Running.UNTOLD));
    unknown.look();

    jobMoves.accepted(sent.job(), sent.token(), "other", steps.plan());

    assertThat(unknown.attempt(sent.token()))
        .containsEntry("upstream_id", "task-" + sent.token())
        .containsEntry("state", "ACCEPTED");
    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
  }

  @Test
  void anAccountThatIsGoneIsWaitedFor() {
    Sent sent = unknown.lost(provider.polled(Progress.Running.UNTOLD));
    jdbc.sql("update attempt set account = 'gone'").update();

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
    assertThat(provider.polls).isEmpty();
  }
}
