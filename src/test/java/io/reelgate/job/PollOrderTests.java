package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.ProviderId;
import io.reelgate.database.Sql;
import io.reelgate.job.Dispatcher.Destination;
import io.reelgate.job.JobSteps.Sent;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.provider.Providers;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.Ticket;
import io.reelgate.testing.IdleGatewayTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who is asked about next, under a provider that may be asked only so often and forgets soon.
@IdleGatewayTest
@Import({JobSteps.class, PollOrderTests.Forgetful.class})
class PollOrderTests {
  private static final Failure LIMIT = Failure.of(FailureKind.RATE_LIMITED, "limit", "not now");
  private static final Progress UNASKED = Progress.NoAnswer.unasked(LIMIT);

  @Autowired private JobSteps steps;
  @Autowired private JobClaims claims;
  @Autowired private Dispatcher dispatcher;
  @Autowired private SubmitOutcomes outcomes;
  @Autowired private ProgressRecorder recorder;
  @Autowired private PollWorker worker;
  @Autowired private Providers providers;
  @Autowired private JdbcClient jdbc;

  @TestConfiguration(proxyBeanMethods = false)
  static class Forgetful {
    @Bean
    ProviderAdapter forgetful() {
      return new ForgetfulAdapter();
    }
  }

  /// Takes questions only when asked in person, and forgets tasks within seconds.
  private static final class ForgetfulAdapter implements ProviderAdapter {
    @Override
    public ProviderId id() {
      return new ProviderId("forgetful");
    }

    @Override
    public ProviderClass providerClass() {
      return ProviderClass.BILLS;
    }

    @Override
    public List<ProviderAccount> accounts() {
      return List.of();
    }

    @Override
    public Duration longestSubmit() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration longestPoll(int tickets) {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration longestUnasked() {
      return Duration.ofSeconds(3);
    }

    @Override
    public boolean mayPoll(ProviderAccount account) {
      return false;
    }

    @Override
    public Submission submit(SubmitOrder order) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<Ticket, Progress> poll(ProviderAccount account, List<Ticket> tickets) {
      return tickets.stream()
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  each -> each.upstreamId().equals("unasked") ? UNASKED : Progress.Running.UNTOLD));
    }
  }

  @BeforeEach
  void emptyTables() {
    steps.forgetAll();
  }

  /// A job that should have been asked about so long ago.
  private String due(Duration ago) {
    String id = steps.generating().id();
    jdbc.sql(
            "update job_work set next_poll_at = reelgate_now() - cast(:ago as interval) where job_id = :id")
        .param("ago", Sql.interval(ago))
        .param("id", id)
        .update();
    return id;
  }

  private void givenTo(String provider, String id) {
    jdbc.sql("update attempt set provider = :provider where job_id = :id")
        .param("provider", provider)
        .param("id", id)
        .update();
  }

  private String place(String id) {
    return jdbc.sql("select polls || ' ' || next_poll_at from job_work where job_id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  private List<String> claimed(int limit, List<String> silent) {
    return claims.polls(limit, silent).stream().map(ClaimedPoll::jobId).toList();
  }

  @Test
  void whoIsDueTheLongestIsAskedFirst() {
    String third = due(Duration.ofMinutes(10));
    String first = due(Duration.ofHours(2));
    String last = due(Duration.ofSeconds(1));
    String second = due(Duration.ofMinutes(50));
    assertThat(claimed(3, List.of())).containsExactly(first, second, third);
    assertThat(claimed(3, List.of())).containsExactly(last);
  }

  @Test
  void whoWasNotAskedKeepsItsPlace() {
    String first = due(Duration.ofMinutes(2));
    String second = due(Duration.ofMinutes(1));
    String before = place(first);
    ClaimedPoll poll = claims.polls(1, List.of()).getFirst();
    assertThat(place(first)).isNotEqualTo(before);
    assertThat(recorder.record(Map.of(poll, UNASKED), JobSteps.DAY)).isZero();
    assertThat(place(first)).isEqualTo(before);
    assertThat(claimed(2, List.of())).containsExactly(first, second);
  }

  @Test
  void anOldClaimDoesNotMoveAPlace() {
    String id = due(Duration.ofMinutes(2));
    ClaimedPoll poll = claims.polls(1, List.of()).getFirst();
    String taken = place(id);
    recorder.record(Map.of(JobSteps.stale(poll), UNASKED), JobSteps.DAY);
    assertThat(place(id)).isEqualTo(taken);
  }

  @Test
  void whoGaveNoAnswerGoesToTheBack() {
    String first = due(Duration.ofMinutes(2));
    String second = due(Duration.ofMinutes(1));
    // the more polls, the longer until the next
    jdbc.sql("update job_work set polls = 50").update();
    ClaimedPoll poll = claims.polls(1, List.of()).getFirst();
    recorder.record(Map.of(poll, new Progress.NoAnswer(LIMIT)), JobSteps.DAY);
    assertThat(claimed(2, List.of())).containsExactly(second).doesNotContain(first);
  }

  @Test
  void accountsThatMayAskNothingAreLeftOut() {
    String silent = due(Duration.ofMinutes(2));
    String other = due(Duration.ofMinutes(1));
    givenTo("forgetful", silent);
    assertThat(providers.silent()).containsExactly("forgetful/sandbox");
    assertThat(claimed(9, providers.silent())).containsExactly(other);
    assertThat(claimed(9, List.of())).containsExactly(silent);
  }

  @Test
  void aTaskIsAskedAgainBeforeItsProviderForgets() {
    String id = due(Duration.ofMinutes(2));
    givenTo("forgetful", id);
    jdbc.sql("update job_work set polls = 50").update();
    worker.handle(batch());
    assertThat(
            jdbc.sql("select next_poll_at < reelgate_now() + interval '3 seconds' from job_work")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void whatTheAdapterLeavesUnaskedKeepsItsPlace() {
    String id = due(Duration.ofMinutes(2));
    givenTo("forgetful", id);
    jdbc.sql("update attempt set upstream_id = 'unasked'").update();
    String before = place(id);
    worker.handle(batch());
    assertThat(place(id)).isEqualTo(before);
  }

  private PollBatch batch() {
    long trusted = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    return PollBatch.of(claims.polls(9, List.of()), 9, trusted).getFirst();
  }

  @Test
  void ourOwnLimitIsNoReasonToGiveUp() {
    for (int tries : IntStream.of(0, 1, 7).toArray()) {
      Sent sent = steps.submitting();
      ClaimedJob job = sent.job();
      var tired =
          new ClaimedJob(
              job.lease(),
              job.spec(),
              job.policy(),
              job.prices(),
              job.model(),
              job.live(),
              job.left(),
              tries,
              job.tries(),
              job.origin());
      Destination destination = dispatcher.choices(job).getFirst();
      outcomes.record(tired, sent.attempt(), destination, new Submission.NotSent(LIMIT), false);
      assertThat(steps.state(sent.id())).isEqualTo("QUEUED");
      assertThat(steps.attemptState(sent.token())).isEqualTo("NOT_SENT");
    }
  }
}
