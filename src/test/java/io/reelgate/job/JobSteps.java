package io.reelgate.job;

import io.reelgate.catalog.Price;
import io.reelgate.database.Sql;
import io.reelgate.money.Usd;
import io.reelgate.provider.Output;
import io.reelgate.provider.Progress;
import io.reelgate.routing.Quote;
import io.reelgate.testing.TestGateway;
import io.reelgate.work.Leases;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings jobs into every state by the product's own moves, and shows what their rows hold.
@TestComponent
class JobSteps {
  static final Duration NOW = Duration.ZERO;
  static final Duration DAY = Duration.ofDays(1);

  private final TestGateway gateway;
  private final JdbcClient jdbc;
  private final JobClaims claims;
  private final JobMoves moves;
  private final ProgressRecorder recorder;
  private final JobsProperties properties;
  private final TransactionTemplate transaction;
  private final Leases leases =
      new Leases(Duration.ofMinutes(1), Duration.ofSeconds(10), held -> Set.of());

  JobSteps(
      TestGateway gateway,
      JdbcClient jdbc,
      JobClaims claims,
      JobMoves moves,
      ProgressRecorder recorder,
      JobsProperties properties,
      TransactionTemplate transaction) {
    this.gateway = gateway;
    this.jdbc = jdbc;
    this.claims = claims;
    this.moves = moves;
    this.recorder = recorder;
    this.properties = properties;
    this.transaction = transaction;
  }

  /// A job whose intent is committed.
  record Sent(ClaimedJob job, Attempt attempt) {
    String id() {
      return job.id();
    }

    UUID token() {
      return attempt.token();
    }
  }

  void forgetAll() {
    jdbc.sql("truncate job_work, attempt, event, idempotency, job cascade").update();
  }

  String queued() {
    return gateway.accepted(
        gateway.newTenant(),
        "{\"prompt\":\"A lantern\",\"seconds\":5,\"provider\":{\"only\":[\"wavespeed\"]}}");
  }

  ClaimedJob leased() {
    String id = queued();
    return claims.queued(1000, List.of(), leases).stream()
        .filter(job -> job.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  Sent submitting() {
    ClaimedJob job = leased();
    Attempt attempt = attempt();
    if (!moves.intend(job, attempt)) {
      throw new IllegalStateException("no intent");
    }
    return new Sent(job, attempt);
  }

  Sent generating() {
    Sent sent = submitting();
    moves.accepted(sent.job(), sent.token(), "task-" + sent.token(), plan());
    return sent;
  }

  ClaimedPoll polled() {
    String id = generating().id();
    return claims.polls(1000, List.of()).stream()
        .filter(poll -> poll.jobId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  ClaimedPoll storing() {
    ClaimedPoll poll = polled();
    recorder.record(Map.of(poll, success()), DAY);
    return poll;
  }

  ClaimedOutputs claimedOutputs() {
    return outputsOf(storing().jobId());
  }

  ClaimedOutputs outputsOf(String id) {
    return claims.outputs(1000, leases).stream()
        .filter(job -> job.lease().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  Attempt attempt() {
    return attempt(600_000);
  }

  /// At an offer that costs so much.
  Attempt attempt(long micros) {
    var cost = new Usd(micros);
    var price =
        new Price(
            new BigDecimal("0.12"),
            null,
            BigDecimal.ZERO,
            BigDecimal.ONE,
            Price.Certainty.DOCUMENTED,
            "made up");
    return new Attempt(
        UUID.randomUUID(),
        "wavespeed",
        "sandbox",
        "wavespeed/seedance-2.0-mini",
        "upstream",
        "00".repeat(32),
        Duration.ofDays(7),
        new Quote(price, cost, cost, true),
        List.of(),
        0,
        new Attempt.Ordered("text_to_video", "720p", 5),
        null);
  }

  PollPlan plan() {
    return PollPlan.of(NOW, DAY, properties);
  }

  static Progress.Succeeded success() {
    return new Progress.Succeeded(List.of(new Output("http://127.0.0.1:9/out.mp4")), null, 7L);
  }

  /// The same right, one claim older.
  ClaimedJob stale(ClaimedJob job) {
    return new ClaimedJob(
        leases.hold(job.id(), job.lease().epoch() - 1, System.nanoTime()),
        job.spec(),
        job.policy(),
        job.prices(),
        job.model(),
        job.live(),
        job.left(),
        job.attempts(),
        job.tries(),
        job.origin());
  }

  static ClaimedPoll stale(ClaimedPoll poll) {
    return new ClaimedPoll(
        poll.jobId(),
        poll.epoch() - 1,
        poll.token(),
        poll.provider(),
        poll.account(),
        poll.upstreamId(),
        poll.offer(),
        poll.operation(),
        poll.resolution(),
        poll.seconds(),
        poll.polls(),
        poll.notFound(),
        poll.notFoundAt(),
        poll.submittedAt(),
        poll.dueAt(),
        poll.claimedAt(),
        poll.cancelRequested(),
        poll.exactUsdMicros(),
        poll.attempts(),
        poll.mostAttempts(),
        poll.calledBack(),
        poll.traceParent());
  }

  /// Does something while the database's clock is ahead.
  void later(Duration ahead, Runnable work) {
    transaction.executeWithoutResult(status -> {
      jdbc.sql("select set_config('reelgate.clock_offset', :offset, true)")
          .param("offset", Sql.interval(ahead))
          .query(String.class)
          .single();
      work.run();
    });
  }

  String state(String id) {
    return jdbc.sql("select state from job_view where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  String attemptState(UUID token) {
    return jdbc.sql("select state from attempt where token = :token")
        .param("token", token)
        .query(String.class)
        .single();
  }

  /// Everything about the job but its attempts.
  String rows(String id) {
    return jdbc.sql(
            """
            select jsonb_build_array(
              (select to_jsonb(j) from job j where j.id = :id),
              (select to_jsonb(w) from job_work w where w.job_id = :id),
              (select jsonb_agg(to_jsonb(e) order by sequence) from event e where e.job_id = :id))::text
            """)
        .param("id", id)
        .query(String.class)
        .single();
  }

  /// The types of its events in order; throws if their numbers have a gap.
  List<String> events(String id) {
    List<Integer> numbers =
        Sql.list(
            jdbc.sql("select sequence from event where job_id = :id order by sequence")
                .param("id", id)
                .query(Integer.class));
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) != i + 1) {
        throw new IllegalStateException("events of " + id + " are numbered " + numbers);
      }
    }
    return Sql.list(
        jdbc.sql("select type from event where job_id = :id order by sequence")
            .param("id", id)
            .query(String.class));
  }
}
