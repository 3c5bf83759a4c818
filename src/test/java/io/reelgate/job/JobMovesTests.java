package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.job.JobSteps.Sent;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.testing.IdleGatewayTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdleGatewayTest
@Import(JobSteps.class)
class JobMovesTests {
  private static final Failure BUSY = Failure.of(FailureKind.RATE_LIMITED, "429", "busy");
  private static final Failure BAD = Failure.of(FailureKind.MODERATION, "400", "refused");

  @Autowired private JobSteps steps;
  @Autowired private JobMoves moves;
  @Autowired private ProgressRecorder recorder;
  @Autowired private Sweep sweep;
  @Autowired private JdbcClient jdbc;

  @BeforeEach
  void emptyTables() {
    steps.forgetAll();
  }

  /// Every write that the holder of a submit lease makes.
  enum SubmitMove {
    INTEND(JobState.LEASED),
    RELEASED(JobState.LEASED),
    ACCEPTED(JobState.SUBMITTING),
    REQUEUED(JobState.SUBMITTING),
    REFUSED(JobState.SUBMITTING),
    PARKED(JobState.SUBMITTING),
    WITHDRAWN(JobState.SUBMITTING);

    private final JobState from;

    SubmitMove(JobState from) {
      this.from = from;
    }

    boolean make(JobMoves moves, JobSteps steps, Sent sent) {
      ClaimedJob job = sent.job();
      return switch (this) {
        case INTEND -> moves.intend(job, steps.attempt());
        case RELEASED -> moves.released(job, "drain", JobSteps.NOW);
        case ACCEPTED -> moves.accepted(job, sent.token(), "task-1", steps.plan());
        case REQUEUED ->
            moves.requeued(job, sent.token(), AttemptState.REFUSED, BUSY, JobSteps.NOW);
        case REFUSED -> moves.refused(job, sent.token(), AttemptState.REFUSED, BAD);
        case PARKED -> moves.parked(job, sent.token(), BUSY);
        case WITHDRAWN -> moves.withdrawn(job, sent.token(), BUSY, JobSteps.NOW);
      };
    }
  }

  private Sent in(JobState state) {
    return switch (state) {
      case LEASED -> new Sent(steps.leased(), steps.attempt());
      case SUBMITTING -> steps.submitting();
      default -> throw new IllegalArgumentException(state.name());
    };
  }

  @ParameterizedTest
  @EnumSource
  void anOlderEpochChangesNothingOnTheJob(SubmitMove move) {
    Sent sent = in(move.from);
    String before = steps.rows(sent.id());

    assertThat(move.make(moves, steps, new Sent(steps.stale(sent.job()), sent.attempt())))
        .isFalse();
    assertThat(steps.rows(sent.id())).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void theHolderMovesTheJobOnceAndWithOneEvent(SubmitMove move) {
    Sent sent = in(move.from);
    int events = steps.events(sent.id()).size();

    assertThat(move.make(moves, steps, sent)).isTrue();
    String after = steps.rows(sent.id());
    assertThat(steps.events(sent.id())).hasSize(events + 1);

    assertThat(move.make(moves, steps, sent)).isFalse();
    assertThat(steps.rows(sent.id())).isEqualTo(after);
  }

  @ParameterizedTest
  @EnumSource
  void aJobThatHasMovedOnUnderTheSameEpochIsLeftAlone(SubmitMove move) {
    Sent sent = steps.generating();
    String before = steps.rows(sent.id());

    assertThat(move.make(moves, steps, sent)).isFalse();
    assertThat(steps.rows(sent.id())).isEqualTo(before);
    assertThat(steps.attemptState(sent.token())).isEqualTo("ACCEPTED");
  }

  private static List<Progress> answers() {
    return List.of(
        new Progress.Running(40),
        new Progress.NoAnswer(BUSY),
        new Progress.NotFound(BUSY),
        new Progress.Failed(BAD, true),
        JobSteps.success());
  }

  @Test
  void answersToAnOlderPollChangeNothing() {
    for (Progress answer : answers()) {
      ClaimedPoll poll = steps.polled();
      String before = steps.rows(poll.jobId());

      recorder.record(Map.of(JobSteps.stale(poll), answer), JobSteps.DAY);
      assertThat(steps.rows(poll.jobId())).as("%s", answer).isEqualTo(before);

      recorder.record(Map.of(poll, answer), JobSteps.DAY);
      assertThat(steps.rows(poll.jobId())).as("%s", answer).isNotEqualTo(before);
    }
  }

  @Test
  void answersAfterTheProviderWasDoneChangeNothing() {
    for (Progress answer : answers()) {
      ClaimedPoll poll = steps.storing();
      jdbc.sql("update job_work set epoch = :epoch where job_id = :id")
          .param("epoch", poll.epoch())
          .param("id", poll.jobId())
          .update();
      String before = steps.rows(poll.jobId());

      recorder.record(Map.of(poll, answer), JobSteps.DAY);
      assertThat(steps.rows(poll.jobId())).as("%s", answer).isEqualTo(before);
    }
  }

  @Test
  void aStoredResultIsWrittenOnce() {
    ClaimedOutputs job = steps.claimedOutputs();
    Ending ending = Endings.completed(job, List.of());

    assertThat(moves.end(List.of(ending))).containsExactly(job.lease().id());
    String before = steps.rows(job.lease().id());
    assertThat(moves.end(List.of(ending))).isEmpty();
    assertThat(steps.rows(job.lease().id())).isEqualTo(before);
    assertThat(steps.events(job.lease().id()))
        .containsExactly("queued", "leased", "submitting", "generating", "storing", "completed");
  }

  @Test
  void anIntentNeedsALeaseThatHasNotLapsed() {
    ClaimedJob job = steps.leased();

    steps.later(
        Duration.ofSeconds(61), () -> assertThat(moves.intend(job, steps.attempt())).isFalse());
    assertThat(steps.state(job.id())).isEqualTo("LEASED");
    assertThat(moves.intend(job, steps.attempt())).isTrue();
  }

  @Test
  void anIntentIsNotMadeAfterTheDeadline() {
    ClaimedJob job = steps.leased();
    jdbc.sql("update job_work set deadline_at = reelgate_now() where job_id = :id")
        .param("id", job.id())
        .update();

    assertThat(moves.intend(job, steps.attempt())).isFalse();
  }

  @Test
  void anIntentThatDidCommitIsWithdrawnWithItsAttempt() {
    Sent sent = steps.submitting();

    assertThat(moves.withdrawn(sent.job(), sent.token(), BUSY, JobSteps.NOW)).isTrue();
    assertThat(steps.state(sent.id())).isEqualTo("QUEUED");
    assertThat(steps.attemptState(sent.token())).isEqualTo("NOT_SENT");
  }

  @Test
  void anIntentThatDidNotCommitIsWithdrawnAtOnce() {
    ClaimedJob job = steps.leased();

    assertThat(moves.withdrawn(job, steps.attempt().token(), BUSY, JobSteps.NOW)).isTrue();
    assertThat(steps.state(job.id())).isEqualTo("QUEUED");
  }

  @Test
  void theFirstFactAboutAnAttemptWins() {
    Sent sent = steps.submitting();
    moves.accepted(sent.job(), sent.token(), "first", steps.plan());

    moves.accepted(sent.job(), sent.token(), "second", steps.plan());
    moves.parked(sent.job(), sent.token(), BUSY);
    moves.refused(sent.job(), sent.token(), AttemptState.REFUSED, BAD);

    assertThat(steps.attemptState(sent.token())).isEqualTo("ACCEPTED");
    assertThat(
            jdbc.sql("select upstream_id from attempt where token = :token")
                .param("token", sent.token())
                .query(String.class)
                .single())
        .isEqualTo("first");
  }

  @Test
  void whatAStaleWorkerLearnedIsKeptOnTheAttempt() {
    Sent accepted = steps.submitting();
    Sent refused = steps.submitting();
    steps.later(Duration.ofSeconds(61), sweep::lapsedLeases);
    assertThat(steps.attemptState(accepted.token())).isEqualTo("UNKNOWN");

    assertThat(moves.accepted(accepted.job(), accepted.token(), "late", steps.plan())).isFalse();
    assertThat(moves.refused(refused.job(), refused.token(), AttemptState.REFUSED, BAD)).isFalse();

    assertThat(steps.attemptState(accepted.token())).isEqualTo("ACCEPTED");
    assertThat(steps.attemptState(refused.token())).isEqualTo("REFUSED");
    assertThat(steps.state(accepted.id())).isEqualTo("UNKNOWN");
  }

  @Test
  void theDatabaseRefusesASecondLiveAttempt() {
    Sent sent = steps.submitting();
    jdbc.sql("update job_work set state = 'LEASED' where job_id = :id")
        .param("id", sent.id())
        .update();
    String before = steps.rows(sent.id());

    assertThatThrownBy(() -> moves.intend(sent.job(), steps.attempt()))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(steps.rows(sent.id())).isEqualTo(before);
  }

  @Test
  void theDatabaseRefusesASecondOwnerOfATask() {
    Sent first = steps.submitting();
    Sent second = steps.submitting();
    moves.accepted(first.job(), first.token(), "task", steps.plan());
    String before = steps.rows(second.id());

    assertThatThrownBy(() -> moves.accepted(second.job(), second.token(), "task", steps.plan()))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(steps.rows(second.id())).isEqualTo(before);
    assertThat(steps.attemptState(second.token())).isEqualTo("PREPARED");
  }
}
