package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.JobSteps.Sent;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.testing.Crowd;
import io.reelgate.testing.IdleGatewayTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdleGatewayTest
@Import(JobSteps.class)
class SweepTests {
  private static final Duration LAPSED = Duration.ofSeconds(61);
  private static final Duration OVERDUE = Duration.ofMinutes(61);

  @Autowired private JobSteps steps;
  @Autowired private JobMoves moves;
  @Autowired private Sweep sweep;
  @Autowired private JdbcClient jdbc;

  @BeforeEach
  void emptyTables() {
    steps.forgetAll();
  }

  @Test
  void aLeaseInForceIsLeftAlone() {
    String leased = steps.leased().id();
    String submitting = steps.submitting().id();

    steps.later(Duration.ofSeconds(40), sweep::lapsedLeases);

    assertThat(steps.state(leased)).isEqualTo("LEASED");
    assertThat(steps.state(submitting)).isEqualTo("SUBMITTING");
  }

  @Test
  void aLapsedLeaseIsQueuedAgainAndIsNoAttempt() {
    ClaimedJob job = steps.leased();

    steps.later(LAPSED, sweep::lapsedLeases);

    assertThat(steps.state(job.id())).isEqualTo("QUEUED");
    assertThat(steps.events(job.id())).containsExactly("queued", "leased", "queued");
    assertThat(number("select attempts from job_work where job_id = ?", job.id())).isZero();
    assertThat(number("select count(*) from attempt where job_id = ?", job.id())).isZero();
    assertThat(moves.intend(job, steps.attempt())).isFalse();
  }

  @Test
  void aLapsedSubmitIsParkedAndNeverQueued() {
    Sent sent = steps.submitting();

    steps.later(LAPSED, sweep::lapsedLeases);
    steps.later(
        OVERDUE,
        () -> {
          sweep.lapsedLeases();
          sweep.lateAnswers();
          sweep.deadlines();
        });

    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
    assertThat(steps.attemptState(sent.token())).isEqualTo("UNKNOWN");
    assertThat(steps.events(sent.id()))
        .containsExactly("queued", "leased", "submitting", "unknown");
  }

  @Test
  void aLateAcceptedIsAdopted() {
    Sent sent = steps.submitting();
    steps.later(LAPSED, sweep::lapsedLeases);
    moves.accepted(sent.job(), sent.token(), "late", steps.plan());

    sweep.lateAnswers();

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
    assertThat(steps.attemptState(sent.token())).isEqualTo("ACCEPTED");
    assertThat(steps.events(sent.id()))
        .containsExactly("queued", "leased", "submitting", "unknown", "generating");
  }

  @Test
  void aLateRefusalFreesTheJob() {
    Sent sent = steps.submitting();
    steps.later(LAPSED, sweep::lapsedLeases);
    Failure busy = Failure.of(FailureKind.RATE_LIMITED, "429", "busy");
    moves.requeued(sent.job(), sent.token(), AttemptState.REFUSED, busy, JobSteps.NOW);

    sweep.lateAnswers();

    assertThat(steps.state(sent.id())).isEqualTo("QUEUED");
    assertThat(steps.attemptState(sent.token())).isEqualTo("REFUSED");
  }

  /// Workers come back late while the sweep parks their jobs, all at once.
  @Test
  void lateAnswersAndTheSweepDoNotStandInEachOthersWay() {
    List<Sent> sent = Stream.generate(steps::submitting).limit(40).toList();

    List<Boolean> done =
        Crowd.call(
            10,
            sent.size() + 4,
            number -> {
              if (number % 11 == 0) {
                steps.later(LAPSED, sweep::lapsedLeases);
                return true;
              }
              Sent one = sent.get(number - number / 11 - 1);
              moves.accepted(one.job(), one.token(), "task-" + one.token(), steps.plan());
              return true;
            });
    sweep.lateAnswers();

    assertThat(done).hasSize(44);
    assertThat(sent)
        .allSatisfy(each -> {
          assertThat(steps.state(each.id())).isEqualTo("GENERATING");
          assertThat(steps.events(each.id())).endsWith("generating");
        });
  }

  @Test
  void aQueuedJobExpiresAtItsDeadlineAndNotBefore() {
    String id = steps.queued();

    steps.later(Duration.ofMinutes(59), sweep::deadlines);
    assertThat(steps.state(id)).isEqualTo("QUEUED");
    steps.later(OVERDUE, sweep::deadlines);

    assertThat(steps.state(id)).isEqualTo("EXPIRED");
    assertThat(steps.events(id)).containsExactly("queued", "expired");
    assertThat(number("select reserved_usd_micros from job where id = ?", id)).isZero();
  }

  @Test
  void aTaskThatOutlivesItsJobStaysLiveAndIsWatchedForItsCost() {
    Sent sent = steps.generating();

    steps.later(OVERDUE, sweep::deadlines);

    assertThat(steps.state(sent.id())).isEqualTo("EXPIRED");
    Map<String, @Nullable Object> attempt = attempt(sent.token());
    assertThat(attempt).containsEntry("state", "ACCEPTED").containsEntry("finished_at", null);
    assertThat(attempt.get("watch_at")).isNotNull();
    assertThat(attempt).containsEntry("cost_source", "pending");
    assertThat(number("select reserved_usd_micros from job where id = ?", sent.id())).isPositive();
  }

  @Test
  void whatMayHaveBeenSentOrIsDoneDoesNotExpire() {
    String submitting = steps.submitting().id();
    String storing = steps.storing().jobId();

    steps.later(OVERDUE, sweep::deadlines);

    assertThat(steps.state(submitting)).isEqualTo("SUBMITTING");
    assertThat(steps.state(storing)).isEqualTo("STORING");
  }

  private Map<String, @Nullable Object> attempt(UUID token) {
    return jdbc.sql("select * from attempt where token = :token")
        .param("token", token)
        .query()
        .singleRow();
  }

  private long number(String sql, String id) {
    return jdbc.sql(sql).param(id).query(Long.class).single();
  }
}
