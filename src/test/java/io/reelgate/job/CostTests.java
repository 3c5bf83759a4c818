package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.catalog.CurrentCatalog;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.money.Usd;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Quote;
import io.reelgate.routing.RoutingPolicy;
import io.reelgate.tenant.TenantId;
import io.reelgate.testing.IdleGatewayTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What a job is expected to cost, can cost and did cost. The jobs are estimated at 0.60 dollars.
@IdleGatewayTest
@Import(JobSteps.class)
class CostTests {
  @Autowired private JobSteps steps;
  @Autowired private Jobs jobs;
  @Autowired private JobMoves moves;
  @Autowired private ProgressRecorder recorder;
  @Autowired private CurrentCatalog catalog;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transaction;
  @Autowired private MeterRegistry meters;

  @BeforeEach
  void emptyTables() {
    steps.forgetAll();
    meters.clear();
  }

  /// Ends a job whose provider says what it charged.
  private String charged(long micros) {
    ClaimedPoll poll = steps.polled();
    recorder.record(Map.of(poll, reported(micros)), Duration.ofDays(1));
    moves.end(List.of(Endings.completed(steps.outputsOf(poll.jobId()), List.of())));
    return poll.jobId();
  }

  private static Progress.Succeeded reported(long micros) {
    return new Progress.Succeeded(JobSteps.success().outputs(), new Usd(micros), null);
  }

  private JobView view(String id) {
    var tenant =
        new TenantId(
            jdbc.sql("select tenant_id from job where id = :id")
                .param("id", id)
                .query(String.class)
                .single());
    return jobs.find(tenant, new JobId(id)).orElseThrow();
  }

  private @Nullable DistributionSummary drift() {
    return meters
        .find(JobMeters.DRIFT)
        .tags("provider", "wavespeed", "model", "seedance-2.0-mini")
        .summary();
  }

  @Test
  void aVideoThatCostMuchMoreThanEstimatedSaysSo() {
    String id = charged(720_001);

    JobView view = view(id);
    assertThat(view.warnings()).hasSize(1);
    assertThat(view.warnings().getFirst().code()).isEqualTo("cost_drift");
    assertThat(view.warnings().getFirst().param()).isNull();
    assertThat(view.money().actual()).isEqualTo(new Usd(720_001));
    assertThat(source(id)).isEqualTo("reported");
  }

  @Test
  void aLittleMoreOrMuchLessIsNoDrift() {
    assertThat(view(charged(720_000)).warnings()).isEmpty();
    assertThat(view(charged(100_000)).warnings()).isEmpty();
  }

  @Test
  void driftIsMeasuredForEachProviderAndModel() {
    charged(600_000);
    charged(900_000);
    charged(300_000);

    DistributionSummary drift = Objects.requireNonNull(drift());
    assertThat(drift.count()).isEqualTo(3);
    assertThat(drift.totalAmount()).isEqualTo(1 + 1.5 + 0.5);
    assertThat(drift.max()).isEqualTo(1.5);
  }

  @Test
  void aCancelledJobThatWasChargedForCountsToo() {
    ClaimedPoll poll = steps.polled();
    jdbc.sql("update job_work set cancel_requested_at = now() where job_id = :id")
        .param("id", poll.jobId())
        .update();
    moves.end(List.of(Endings.cancelledThough(poll, reported(1_200_000))));

    assertThat(view(poll.jobId()).warnings()).hasSize(1);
    assertThat(Objects.requireNonNull(drift()).totalAmount()).isEqualTo(2);
  }

  @Test
  void whatMadeNoVideoHasNoDrift() {
    var failed = new Progress.Failed(Failure.of(FailureKind.MODERATION, "1", "refused"), true);
    recorder.record(Map.of(steps.polled(), failed), Duration.ofDays(1));
    moves.end(List.of(Endings.nowhereToGo(steps.leased())));

    assertThat(drift()).isNull();
  }

  @Test
  void whatIsRolledBackIsNotMeasured() {
    ClaimedPoll poll = steps.polled();

    transaction.executeWithoutResult(status -> {
      moves.end(List.of(Endings.cancelledThough(poll, reported(600_000))));
      status.setRollbackOnly();
    });

    assertThat(drift()).isNull();
  }

  @Test
  void anAttemptAtADearerOfferRaisesWhatTheJobCanCost() {
    ClaimedJob job = steps.leased();
    assertThat(moves.intend(steps.stale(job), steps.attempt(900_000))).isFalse();
    assertThat(view(job.id()).money().worst()).isEqualTo(new Usd(600_000));

    assertThat(moves.intend(job, steps.attempt(900_000))).isTrue();

    assertThat(view(job.id()).money().worst()).isEqualTo(new Usd(900_000));
    assertThat(view(job.id()).money().estimate()).isEqualTo(new Usd(600_000));
    assertThat(reserved(job.id())).isEqualTo(900_000);
  }

  @Test
  void anAttemptAtACheaperOfferLowersNothing() {
    ClaimedJob job = steps.leased();

    assertThat(moves.intend(job, steps.attempt(100_000))).isTrue();

    assertThat(view(job.id()).money().worst()).isEqualTo(new Usd(600_000));
    assertThat(reserved(job.id())).isEqualTo(600_000);
  }

  @Test
  void theBestOfferIsShownAndTheDearestIsReserved() {
    String model = view(steps.queued()).spec().model().value();
    ClaimedJob like = steps.leased();

    String id =
        enqueue(
            like,
            List.of(
                candidate(like, "one", "0.1", "1.1"),
                candidate(like, "two", "0.3", "1"),
                candidate(like, "three", "0.2", "1")));

    assertThat(view(id).money().estimate()).isEqualTo(new Usd(500_000));
    assertThat(view(id).money().worst()).isEqualTo(new Usd(550_000));
    assertThat(reserved(id)).isEqualTo(1_500_000);
    assertThat(
            jdbc.sql(
                    "select prices -> ('three/' || :model) -> 'price' ->> 'output_second' from job where id = :id")
                .param("id", id)
                .param("model", model)
                .query(String.class)
                .single())
        .isEqualTo("0.2");
  }

  private Candidate candidate(ClaimedJob like, String provider, String perSecond, String factor) {
    Offer shipped = catalog.get().offers(like.spec().model()).getFirst();
    Offer offer =
        new Offer(
            new OfferId(new ProviderId(provider), like.spec().model()),
            shipped.retention(),
            shipped.terms());
    Terms terms = offer.terms(Operation.TEXT_TO_VIDEO).orElseThrow();
    var price =
        new Price(
            new BigDecimal(perSecond),
            null,
            BigDecimal.ZERO,
            new BigDecimal(factor),
            Price.Certainty.GUESSED,
            "made up");
    return new Candidate(offer, terms, Quote.of(like.spec(), terms.seconds(), price));
  }

  private String enqueue(ClaimedJob like, List<Candidate> candidates) {
    String tenant =
        jdbc.sql("select tenant_id from job where id = :id")
            .param("id", like.id())
            .query(String.class)
            .single();
    VideoSpec spec = like.spec();
    var job =
        new NewJob(
            null,
            new NewJob.Owner(tenant, "key", false),
            spec.model(),
            spec,
            RoutingPolicy.NONE,
            new NewJob.Labels(Map.of(), null, null, null),
            List.of(),
            new NewJob.Fingerprint(Sha256.hex(UUID.randomUUID().toString())),
            0,
            candidates,
            null,
            Duration.ofHours(1));
    return Objects.requireNonNull(transaction.execute(status -> jobs.enqueue(job))).id().value();
  }

  private long reserved(String id) {
    return jdbc.sql("select reserved_usd_micros from job where id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  private String source(String id) {
    return jdbc.sql("select cost_source from job where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }
}
