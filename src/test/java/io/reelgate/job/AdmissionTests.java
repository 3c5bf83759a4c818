package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Breakers, probes and places, with workers that share nothing but the database.
@IdleGatewayTest
@Import({JobSteps.class, OneAccount.class})
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {OneAccount.KEY, "reelgate.admission.refresh=200ms"})
class AdmissionTests {

  @Autowired private JobSteps steps;
  @Autowired private OneAccount account;
  @Autowired private JdbcClient jdbc;
  private WaveSpeedStandIn provider = new WaveSpeedStandIn();

  @BeforeEach
  void begin() {
    provider.close();
    provider = account.begin();
  }

  @Test
  void anOpenBreakerKeepsJobsQueuedUntilTheProviderIsWell(CapturedOutput log) {
    provider.answersOrders(WaveSpeedStandIn.BROKEN);
    account.posted(2);
    try (Replica _ = account.worker("reelgate.admission.submit.open-for=12s")) {
      OneAccount.patiently().until(() -> account.in("UNKNOWN") == 2);
      account.posted(3);
      OneAccount.patiently().until(() -> account.waitingFor("BREAKER_OPEN") == 3);
      assertThat(provider.orders()).isEqualTo(2);
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);

      OneAccount.patiently().until(() -> account.in("GENERATING") == 3);
    }
    assertThat(provider.orders()).isEqualTo(5);
    assertThat(log.getOut().lines().filter(line -> line.contains("takes no orders: BREAKER_OPEN")))
        .hasSize(1);
  }

  @Test
  void aJobThatWaitsEndsWithItsDeadlineAndNotBefore() {
    provider.answersOrders(WaveSpeedStandIn.BROKEN);
    account.posted(2);
    try (Replica _ =
        account.worker("reelgate.admission.submit.open-for=4m", "reelgate.jobs.sweep=200ms")) {
      OneAccount.patiently().until(() -> account.in("UNKNOWN") == 2);
      String id = account.posted(1).getFirst();
      OneAccount.patiently().until(() -> account.waitingFor("BREAKER_OPEN") == 1);
      assertThat(account.caller().get("/v1/videos/" + id).text("status")).isEqualTo("queued");
      jdbc.sql("update job_work set deadline_at = now() where job_id = :id")
          .param("id", id)
          .update();

      OneAccount.patiently().until(() -> steps.state(id).equals("EXPIRED"));
    }
  }

  @Test
  void oneJobInTheFleetTriesAnAccountThatFailed() {
    provider.answersOrders(WaveSpeedStandIn.BROKEN);
    CountDownLatch latch = new CountDownLatch(1);
    String[] quick = {
      "reelgate.admission.submit.minimum-calls=1", "reelgate.admission.submit.open-for=12s"
    };
    try (Replica one = account.replica("api,submit", "some-key", provider.url(), quick);
        Replica other = account.replica("api,submit", "some-key", provider.url(), quick)) {
      account.posted(1);
      OneAccount.patiently().until(() -> account.in("UNKNOWN") == 1);
      account.posted(1);
      OneAccount.patiently().until(() -> account.in("UNKNOWN") == 2);
      assertThat(List.of(breaker(one), breaker(other))).doesNotContain("closed");
      provider.holdsOrders(latch, WaveSpeedStandIn.ACCEPTS);
      account.posted(4);

      OneAccount.patiently()
          .until(() -> provider.held() == 1 && account.waitingFor("PROBING") == 3);
      OneAccount.patiently()
          .until(() -> breaker(one).equals("half_open") && breaker(other).equals("half_open"));
      await()
          .during(Duration.ofSeconds(1))
          .until(() -> provider.held() == 1 && closedByBreaker(one) && closedByBreaker(other));
      latch.countDown();

      OneAccount.patiently().until(() -> account.in("GENERATING") == 4);
    }
    assertThat(provider.orders()).isEqualTo(6);
  }

  @Test
  void aFullAccountTakesNoMoreFromAnyReplica() {
    String cap = "reelgate.admission.accounts.wavespeed.main.max-in-flight=2";
    try (Replica _ = account.worker(cap);
        Replica _ = account.worker(cap)) {
      account.posted(6);
      OneAccount.patiently()
          .until(() -> account.in("GENERATING") == 2 && account.waitingFor("IN_FLIGHT") == 4);
      assertThat(provider.orders()).isEqualTo(2);

      jdbc.sql("update attempt set state = 'FAILED'").update();
      OneAccount.patiently().until(() -> account.in("GENERATING") == 4);
    }
  }

  @Test
  void tooManyUnresolvedOrdersStopTheAccount(CapturedOutput log) {
    provider.answersOrders(WaveSpeedStandIn.BROKEN);
    try (Replica _ =
        account.worker(
            "reelgate.admission.unknowns.most=1", "reelgate.admission.submit.minimum-calls=4")) {
      account.posted(2);
      OneAccount.patiently().until(() -> account.in("UNKNOWN") == 2);
      OneAccount.patiently().until(() -> account.main().required("unknowns").asInt() == 2);
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
      OneAccount.patiently().until(() -> log.getOut().contains("ALERT wavespeed/main"));
      account.posted(2);

      OneAccount.patiently().until(() -> account.waitingFor("UNKNOWNS") == 2);
      assertThat(provider.orders()).isEqualTo(2);
      jdbc.sql("update attempt set state = 'ABANDONED' where number = 1 and state = 'UNKNOWN'")
          .update();
      OneAccount.patiently().until(() -> account.in("GENERATING") == 2);
    }
    assertThat(log.getOut().lines().filter(line -> line.contains("ALERT wavespeed/main")))
        .hasSize(1);
  }

  @Test
  void questionsToABrokenProviderArePutOffAndFailNothing() {
    provider.answersQuestions(WaveSpeedStandIn.BROKEN);
    try (Replica replica =
        account.replica(
            "api,submit,poll",
            "some-key",
            provider.url(),
            "reelgate.admission.poll.minimum-calls=2",
            "reelgate.admission.poll.open-for=12s")) {
      account.posted(1);
      OneAccount.patiently().until(() -> account.in("GENERATING") == 1);
      OneAccount.patiently()
          .until(() -> {
            jdbc.sql("update job_work set next_poll_at = now() where next_poll_at > now()")
                .update();
            return OneAccount.account(replica.gateway(), "wavespeed/main")
                .at("/poll_breaker/state")
                .asString()
                .equals("open");
          });
      long asked = questionsUnderWay();
      String place = place();
      await().during(Duration.ofSeconds(1)).until(() -> provider.questions() == asked);
      assertThat(place()).isEqualTo(place);
      provider.answersQuestions(WaveSpeedStandIn.RUNNING);

      OneAccount.patiently().until(() -> provider.questions() > asked);
      assertThat(account.in("GENERATING")).isEqualTo(1);
    }
  }

  /// Waits until those that were let through before are over.
  private long questionsUnderWay() {
    var last = new AtomicLong(-1);
    await()
        .during(Duration.ofMillis(500))
        .until(() -> {
          long now = provider.questions();
          return last.getAndSet(now) == now;
        });
    return last.get();
  }

  /// As alerts see it: not well before its tries say so.
  private static boolean closedByBreaker(Replica replica) {
    return replica
            .meters()
            .get("reelgate.account.closed")
            .tags("account", "main", "reason", "breaker_open")
            .gauge()
            .value()
        == 1;
  }

  private static String breaker(Replica replica) {
    return OneAccount.account(replica.gateway(), "wavespeed/main")
        .required("submit_breaker")
        .required("state")
        .asString();
  }

  private String place() {
    return jdbc.sql("select epoch || ' ' || polls from job_work").query(String.class).single();
  }
}
