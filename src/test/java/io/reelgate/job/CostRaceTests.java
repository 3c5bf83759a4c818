package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.job.Ending.CostSource;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.testing.IdleGatewayTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A cost that becomes known in the very moment in which its job ends.
@IdleGatewayTest
@Import(JobSteps.class)
class CostRaceTests {
  private static final Failure REFUSED = Failure.of(FailureKind.MODERATION, "1300", "no");

  @Autowired private JobSteps steps;
  @Autowired private JobEndings endings;
  @Autowired private WatchWrites watch;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcClient jdbc;

  @Test
  void isTheJobsAllTheSame() {
    ClaimedPoll poll = steps.polled();
    WatchedTask earlier = earlier(poll.jobId());

    CompletableFuture<Void> ending =
        Objects.requireNonNull(
            transaction.execute(status -> {
              watch.settled(
                  earlier, AttemptState.FAILED, new WatchWrites.Cost(350_000, CostSource.REPORTED));
              CompletableFuture<Void> racing =
                  CompletableFuture.runAsync(
                      () ->
                          transaction.executeWithoutResult(_ -> {
                            jdbc.sql("set local lock_timeout = '30s'").update();
                            endings.write(List.of(failed(poll)));
                          }),
                      Thread::startVirtualThread);
              await().atMost(Duration.ofSeconds(20)).until(this::somebodyWaits);
              return racing;
            }));
    ending.join();

    assertThat(
            jdbc.sql("select settled_usd_micros from job where id = :id")
                .param("id", poll.jobId())
                .query(Long.class)
                .single())
        .isEqualTo(350_000);
  }

  private static Ending failed(ClaimedPoll poll) {
    return Endings.failed(poll, new Progress.Failed(REFUSED, true));
  }

  /// A failed try of the job whose cost is open.
  private WatchedTask earlier(String job) {
    UUID token = UUID.randomUUID();
    jdbc.sql(
            """
            insert into attempt (token, job_id, number, state, epoch, provider, account, offer,
              upstream, request_hash, price_version, estimated_usd_micros, worst_usd_micros,
              estimate_exact, retention_seconds, upstream_id, cost_source, watch_at)
            select :token, job_id, number + 1, 'FAILED', epoch, provider, account, offer, upstream,
              request_hash, price_version, estimated_usd_micros, worst_usd_micros, estimate_exact,
              retention_seconds, 'earlier', 'pending', now() from attempt where job_id = :job
            """)
        .param("token", token)
        .param("job", job)
        .update();
    return new WatchedTask(token, job, "wavespeed", "sandbox", "earlier", null, false);
  }

  /// Asked on another thread, so on a connection of its own.
  private boolean somebodyWaits() {
    return jdbc.sql(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """)
            .query(Long.class)
            .single()
        > 0;
  }
}
