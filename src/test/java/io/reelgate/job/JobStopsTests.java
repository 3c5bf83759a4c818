package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.JobSteps.Sent;
import io.reelgate.problem.ProblemException;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.tenant.TenantId;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.work.Leases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdleGatewayTest
@Import(JobSteps.class)
class JobStopsTests {
  /// Fewer than there are connections.
  private static final int RACERS = 8;

  private static final Failure BUSY = Failure.of(FailureKind.RATE_LIMITED, "429", "busy");

  @Autowired private JobSteps steps;
  @Autowired private Jobs jobs;
  @Autowired private JobMoves moves;
  @Autowired private JobReads reads;
  @Autowired private JobClaims claims;
  @Autowired private ProgressRecorder recorder;
  @Autowired private Sweep sweep;
  @Autowired private JdbcClient jdbc;

  @BeforeEach
  void emptyTables() {
    steps.forgetAll();
  }

  private TenantId tenant(String id) {
    return new TenantId(
        jdbc.sql("select tenant_id from job where id = ?").param(id).query(String.class).single());
  }

  private void cancel(String id) {
    jobs.cancel(tenant(id), new JobId(id));
  }

  private void endedAsCancelled(String id) {
    assertThat(steps.state(id)).isEqualTo("CANCELLED");
    assertThat(steps.events(id)).last().isEqualTo("cancelled");
    assertThat(steps.events(id)).containsOnlyOnce("cancelled");
  }

  @Test
  void aQueuedJobIsCancelledAtOnce() {
    String id = steps.queued();
    cancel(id);
    endedAsCancelled(id);
  }

  @Test
  void aLeasedJobIsCancelledInsteadOfSent() {
    ClaimedJob job = steps.leased();
    cancel(job.id());
    assertThat(steps.state(job.id())).isEqualTo("LEASED");

    assertThat(moves.intend(job, steps.attempt())).isFalse();
    moves.end(List.of(reads.withheld(job).orElseThrow()));

    endedAsCancelled(job.id());
  }

  @Test
  void aRefusedSubmitDoesNotWaitForItsBackoffToBeCancelled() {
    Sent sent = steps.submitting();
    cancel(sent.id());
    Duration hour = Duration.ofHours(1);

    moves.requeued(sent.job(), sent.token(), AttemptState.REFUSED, BUSY, hour);

    assertThat(
            jdbc.sql("select run_at <= reelgate_now() from job_work where job_id = ?")
                .param(sent.id())
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void aJobThatFailsAfterACancelEndsAsCancelled() {
    Sent sent = steps.submitting();
    cancel(sent.id());

    moves.refused(sent.job(), sent.token(), AttemptState.REFUSED, BUSY);

    endedAsCancelled(sent.id());
    assertThat(steps.attemptState(sent.token())).isEqualTo("REFUSED");
  }

  @Test
  void aCancelDuringThePollThatSucceedsIsNotPassedOver() {
    ClaimedPoll poll = steps.polled();
    cancel(poll.jobId());

    recorder.record(Map.of(poll, JobSteps.success()), JobSteps.DAY);
    assertThat(steps.state(poll.jobId())).isEqualTo("STORING");
    ClaimedOutputs outputs =
        claims
            .outputs(10, new Leases(Duration.ofMinutes(1), Duration.ofSeconds(1), held -> Set.of()))
            .getFirst();
    moves.end(List.of(Endings.completed(outputs, List.of())));

    endedAsCancelled(poll.jobId());
    Map<String, @Nullable Object> job = job(poll.jobId());
    assertThat(job).containsEntry("actual_usd_micros", 600_000L).containsEntry("outputs", null);
    assertThat(job).containsEntry("error_code", "cancelled").containsEntry("expires_at", null);
    assertThat(steps.attemptState(poll.token())).isEqualTo("SUCCEEDED");
  }

  @Test
  void aCancelledTaskThatOutlivesItsJobStaysWatched() {
    Sent sent = steps.generating();
    cancel(sent.id());

    steps.later(Duration.ofMinutes(61), sweep::deadlines);

    endedAsCancelled(sent.id());
    assertThat(steps.attemptState(sent.token())).isEqualTo("ACCEPTED");
    assertThat(job(sent.id())).containsEntry("cost_source", "pending");
    assertThat(
            jdbc.sql("select watch_at is not null from attempt where token = ?")
                .param(sent.token())
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void aDeletedJobLeavesNothingOfTheTenantBehind() {
    ClaimedOutputs outputs = steps.claimedOutputs();
    String id = outputs.lease().id();

    jobs.delete(tenant(id), new JobId(id), true);
    assertThat(String.valueOf(job(id).get("spec"))).contains("lantern");
    moves.end(
        List.of(
            Endings.completed(
                outputs,
                List.of(
                    new StoredOutput(
                        0, "http://x/y.mp4", "video/mp4", 1L, 1, 1, 1.0, 1, true, 1L)))));

    Map<String, @Nullable Object> job = job(id);
    assertThat(job).containsEntry("final_state", "CANCELLED");
    assertThat(job.get("spec")).hasToString("{}");
    assertThat(job.get("outputs")).hasToString("[]");
    assertThat(
            jdbc.sql("select count(*) from attempt where job_id = ? and outputs is not null")
                .param(id)
                .query(Long.class)
                .single())
        .isZero();
  }

  /// Cancels, deletes, answers, deadlines and completions of the same jobs, all at once.
  @Test
  void everyRaceEndsOnce() {
    List<ClaimedPoll> polls = Stream.generate(steps::polled).limit(40).toList();
    Queue<RuntimeException> faults = new ConcurrentLinkedQueue<>();
    try (ExecutorService racers =
        Executors.newFixedThreadPool(RACERS, Thread.ofVirtual().factory())) {
      var random = new Random(7);
      for (ClaimedPoll poll : polls) {
        List<Runnable> race =
            new ArrayList<>(
                List.of(
                    () -> cancel(poll.jobId()),
                    () -> recorder.record(Map.of(poll, JobSteps.success()), JobSteps.DAY),
                    () ->
                        recorder.record(
                            Map.of(poll, new Progress.Failed(BUSY, true)), JobSteps.DAY),
                    () -> jobs.delete(tenant(poll.jobId()), new JobId(poll.jobId()), true)));
        if (random.nextInt(4) == 0) {
          race.add(() -> steps.later(Duration.ofMinutes(61), sweep::deadlines));
        }
        Collections.shuffle(race, random);
        race.forEach(racer -> racers.execute(() -> run(racer, faults)));
      }
    }
    completeWhatIsStored();

    assertThat(faults).isEmpty();
    for (ClaimedPoll poll : polls) {
      assertThat(steps.events(poll.jobId()))
          .filteredOn(type -> JobState.valueOf(upper(type)).terminal())
          .hasSize(1);
    }
    assertThat(jdbc.sql("select count(*) from job_work").query(Long.class).single()).isZero();
  }

  private static void run(Runnable racer, Queue<RuntimeException> faults) {
    try {
      racer.run();
    } catch (ProblemException tooLate) {
      // what a caller is told who comes after the end
    } catch (PessimisticLockingFailureException | QueryTimeoutException e) {
      // who holds the row sleeps: come again
      run(racer, faults);
    } catch (RuntimeException e) {
      faults.add(e);
    }
  }

  private static String upper(String type) {
    return type.equals("cancelling") ? "GENERATING" : type.toUpperCase(Locale.ROOT);
  }

  private void completeWhatIsStored() {
    var leases = new Leases(Duration.ofMinutes(1), Duration.ofSeconds(1), held -> Set.of());
    moves.end(
        claims.outputs(1000, leases).stream()
            .map(each -> Endings.completed(each, List.of()))
            .toList());
  }

  private Map<String, @Nullable Object> job(String id) {
    return jdbc.sql("select * from job where id = ?").param(id).query().singleRow();
  }
}
