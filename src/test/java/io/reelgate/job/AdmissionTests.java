package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.FaultScript;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Workers on jobs that were posted to a gateway of their own, and one provider account that
/// misbehaves.
@IdleGatewayTest
@Import(JobSteps.class)
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {
      "reelgate.providers.wavespeed.accounts.main.key=some-key",
      "reelgate.admission.refresh=200ms"
    })
class AdmissionTests {
  private static final String ACCOUNT = "reelgate.providers.wavespeed.accounts.main.";
  private static final FaultScript BUSY =
      FaultScript.answer(
          429,
          "Content-Type: application/json\r\nRetry-After: 500\r\n",
          "{\"code\":429,\"message\":\"Too Many Requests\"}");
  private static final FaultScript BAD_KEY =
      FaultScript.json(401, "{\"code\":401,\"message\":\"Invalid API key\"}");
  private static final FaultScript NO_MONEY =
      FaultScript.json(402, "{\"code\":402,\"message\":\"Insufficient credits\"}");

  @Autowired private TestGateway gateway;
  @Autowired private JobSteps steps;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;

  private final WaveSpeedStandIn provider = new WaveSpeedStandIn();
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    steps.forgetAll();
    jdbc.sql("truncate provider_account, audit").update();
    caller = new TestClient(gateway.port(), gateway.newKey("live"));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private Replica worker(String... settings) {
    return replica("submit,poll", "some-key", provider.url(), settings);
  }

  private Replica replica(String roles, String key, URI url, String... settings) {
    List<String> all = new ArrayList<>();
    all.add(ACCOUNT + "key=" + key);
    all.add(ACCOUNT + "base-url=" + url);
    all.add("reelgate.admission.submit.window=4");
    all.add("reelgate.admission.submit.minimum-calls=2");
    all.add("reelgate.admission.submit.open-for=500ms");
    all.add("reelgate.admission.unknowns.most=100");
    all.addAll(List.of(settings));
    return Replica.start(
        environment.getRequiredProperty("spring.datasource.url"),
        roles,
        all.toArray(String[]::new));
  }

  private List<String> posted(int jobs) {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < jobs; number++) {
      ids.add(
          gateway.accepted(
              caller,
              "{\"prompt\":\"Number %d\",\"provider\":{\"only\":[\"wavespeed\"]}}"
                  .formatted(number)));
    }
    return ids;
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
  }

  private long in(String state) {
    return jdbc.sql("select count(*) from job_work where state = :state")
        .param("state", state)
        .query(Long.class)
        .single();
  }

  /// Jobs that said why they wait.
  private long waitingFor(String reason) {
    return jdbc.sql(
            """
            select count(distinct w.job_id) from job_work w join event e on e.job_id = w.job_id
            where w.state = 'QUEUED' and w.waits_for is not null and e.detail = :detail
            """)
        .param("detail", "waits: wavespeed/main " + reason)
        .query(Long.class)
        .single();
  }

  private static JsonNode account(TestGateway at, String name) {
    for (JsonNode each : at.admin().get("/v1/admin/providers").json().required("data")) {
      if ((each.required("provider").asString() + "/" + each.required("account").asString())
          .equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no account " + name);
  }

  private JsonNode main() {
    return account(gateway, "wavespeed/main");
  }

  private void act(String act) {
    TestClient.Answer answer =
        gateway.admin().post("/v1/admin/providers/wavespeed/accounts/main/" + act, null);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }

  @Test
  void onePauseHoldsEveryReplica() {
    provider.answersOrders(BUSY);
    posted(1);
    try (Replica _ = worker()) {
      patiently().until(() -> !main().required("paused_until").isNull());
    }
    provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
    List<String> later = posted(3);

    try (Replica _ = worker()) {
      patiently().until(() -> waitingFor("PAUSED") == 3);
      assertThat(provider.orders()).isEqualTo(1);
      assertThat(main().required("closed_reason").asString()).isEqualTo("paused");

      act("enable");
      patiently().until(() -> in("GENERATING") == 3);
    }
    assertThat(later).allMatch(id -> steps.events(id).size() <= 6);
  }

  @Test
  void anEndlessPauseIsCapped() {
    provider.answersOrders(BUSY);
    posted(1);
    try (Replica _ = worker("reelgate.admission.longest-pause=1s")) {
      patiently().until(() -> provider.orders() == 1 && in("QUEUED") == 1);
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
      posted(1);

      patiently().until(() -> in("GENERATING") == 1);
    }
  }

  @Test
  void aRefusedKeyClosesTheAccountUntilAFreeCallSucceeds() {
    provider.answersOrders(BAD_KEY).tellsMoney(BAD_KEY);
    posted(1);
    try (Replica _ = worker("reelgate.admission.check-every=400ms")) {
      patiently().until(() -> main().required("forced_open_reason").asString("").equals("auth"));
      assertThat(main().required("forced_open_code").asString()).isEqualTo("401");
      posted(1);
      patiently().until(() -> waitingFor("AUTH") >= 1);
      long orders = provider.orders();
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
      patiently().until(() -> waitingFor("AUTH") == 2);
      assertThat(provider.orders()).isEqualTo(orders);

      provider.tellsMoney(FaultScript.json(200, "{\"code\":200,\"data\":{\"balance\":5}}"));
      patiently().until(() -> in("GENERATING") == 2);
      assertThat(main().required("forced_open_reason").isNull()).isTrue();
    }
  }

  @Test
  void anEmptyAccountStaysClosedUntilThereIsMoney() {
    FaultScript empty = FaultScript.json(200, "{\"code\":200,\"data\":{\"balance\":0}}");
    provider.answersOrders(NO_MONEY).tellsMoney(empty);
    posted(1);
    try (Replica _ = worker("reelgate.admission.check-every=400ms")) {
      patiently().until(() -> main().required("forced_open_reason").asString("").equals("balance"));
      patiently().until(() -> waitingFor("BALANCE") == 1);
      provider
          .answersOrders(WaveSpeedStandIn.ACCEPTS)
          .tellsMoney(FaultScript.json(200, "{\"code\":200,\"data\":{\"balance\":5}}"));

      patiently().until(() -> in("GENERATING") == 1);
    }
  }

  @Test
  void anotherKeyIsTriedAtOnce() {
    provider.answersOrders(BAD_KEY).tellsMoney(BAD_KEY);
    posted(1);
    try (Replica _ = worker()) {
      patiently().until(() -> main().required("forced_open_reason").asString("").equals("auth"));
    }
    provider.answersOrders(WaveSpeedStandIn.ACCEPTS);

    try (Replica _ = replica("submit", "new-key", provider.url())) {
      patiently().until(() -> in("GENERATING") == 1);
    }
    assertThat(provider.ordersWith("new-key")).isEqualTo(1);
    assertThat(
            jdbc.sql("select forced_open_key from provider_account where name = 'main'")
                .query(String.class)
                .single())
        .matches("[0-9a-f]{16}");
  }

  @Test
  void aRefusalOfOneRequestClosesNothing() {
    provider.answersOrders(FaultScript.json(403, "{\"code\":403,\"message\":\"not for you\"}"));
    posted(1);
    try (Replica _ = worker()) {
      patiently().until(() -> provider.orders() >= 1 && in("QUEUED") == 1);
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
      patiently().until(() -> in("GENERATING") == 1);
    }
    assertThat(main().required("forced_open_reason").isNull()).isTrue();
  }

  @Test
  void anOpenBreakerKeepsJobsQueuedUntilTheProviderIsWell(CapturedOutput log) {
    provider.answersOrders(WaveSpeedStandIn.BROKEN);
    posted(2);
    try (Replica _ = worker("reelgate.admission.submit.open-for=4s")) {
      patiently().until(() -> in("UNKNOWN") == 2);
      posted(3);
      patiently().until(() -> waitingFor("BREAKER_OPEN") == 3);
      assertThat(provider.orders()).isEqualTo(2);
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);

      patiently().until(() -> in("GENERATING") == 3);
    }
    assertThat(provider.orders()).isEqualTo(5);
    assertThat(log.getOut().lines().filter(line -> line.contains("takes no orders: BREAKER_OPEN")))
        .hasSize(1);
  }

  @Test
  void aJobThatWaitsEndsWithItsDeadlineAndNotBefore() {
    provider.answersOrders(WaveSpeedStandIn.BROKEN);
    posted(2);
    try (Replica _ = worker("reelgate.admission.submit.open-for=4m", "reelgate.jobs.sweep=200ms")) {
      patiently().until(() -> in("UNKNOWN") == 2);
      String id = posted(1).getFirst();
      patiently().until(() -> waitingFor("BREAKER_OPEN") == 1);
      assertThat(caller.get("/v1/videos/" + id).text("status")).isEqualTo("queued");
      jdbc.sql("update job_work set deadline_at = now() where job_id = :id")
          .param("id", id)
          .update();

      patiently().until(() -> steps.state(id).equals("EXPIRED"));
    }
  }

  @Test
  void oneJobInTheFleetTriesAnAccountThatFailed() {
    provider.answersOrders(WaveSpeedStandIn.BROKEN);
    CountDownLatch latch = new CountDownLatch(1);
    String[] quick = {
      "reelgate.admission.submit.minimum-calls=1", "reelgate.admission.submit.open-for=5s"
    };
    try (Replica one = replica("api,submit", "some-key", provider.url(), quick);
        Replica other = replica("api,submit", "some-key", provider.url(), quick)) {
      posted(1);
      patiently().until(() -> in("UNKNOWN") == 1);
      posted(1);
      patiently().until(() -> in("UNKNOWN") == 2);
      assertThat(List.of(breaker(one), breaker(other))).doesNotContain("closed");
      provider.holdsOrders(latch, WaveSpeedStandIn.ACCEPTS);
      posted(4);

      patiently().until(() -> provider.held() == 1 && waitingFor("PROBING") == 3);
      patiently()
          .until(() -> breaker(one).equals("half_open") && breaker(other).equals("half_open"));
      await().during(Duration.ofSeconds(1)).until(() -> provider.held() == 1);
      latch.countDown();

      patiently().until(() -> in("GENERATING") == 4);
    }
    assertThat(provider.orders()).isEqualTo(6);
  }

  private static String breaker(Replica replica) {
    return account(replica.gateway(), "wavespeed/main")
        .required("submit_breaker")
        .required("state")
        .asString();
  }

  @Test
  void aFullAccountTakesNoMoreFromAnyReplica() {
    String cap = "reelgate.admission.accounts.wavespeed.main.max-in-flight=2";
    try (Replica _ = worker(cap);
        Replica _ = worker(cap)) {
      posted(6);
      patiently().until(() -> in("GENERATING") == 2 && waitingFor("IN_FLIGHT") == 4);
      assertThat(provider.orders()).isEqualTo(2);

      jdbc.sql("update attempt set state = 'FAILED'").update();
      patiently().until(() -> in("GENERATING") == 4);
    }
  }

  @Test
  void tooManyUnresolvedOrdersStopTheAccount(CapturedOutput log) {
    provider.answersOrders(WaveSpeedStandIn.BROKEN);
    try (Replica _ =
        worker("reelgate.admission.unknowns.most=1", "reelgate.admission.submit.minimum-calls=4")) {
      posted(2);
      patiently().until(() -> in("UNKNOWN") == 2);
      patiently().until(() -> main().required("unknowns").asInt() == 2);
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
      patiently().until(() -> log.getOut().contains("ALERT wavespeed/main"));
      posted(2);

      patiently().until(() -> waitingFor("UNKNOWNS") == 2);
      assertThat(provider.orders()).isEqualTo(2);
      jdbc.sql("update attempt set state = 'ABANDONED' where number = 1 and state = 'UNKNOWN'")
          .update();
      patiently().until(() -> in("GENERATING") == 2);
    }
    assertThat(log.getOut().lines().filter(line -> line.contains("ALERT wavespeed/main")))
        .hasSize(1);
  }

  @Test
  void questionsToABrokenProviderArePutOffAndFailNothing() {
    provider.answersQuestions(WaveSpeedStandIn.BROKEN);
    try (Replica replica =
        replica(
            "api,submit,poll",
            "some-key",
            provider.url(),
            "reelgate.admission.poll.minimum-calls=2",
            "reelgate.admission.poll.open-for=3s")) {
      posted(1);
      patiently().until(() -> in("GENERATING") == 1);
      patiently()
          .until(() -> {
            jdbc.sql("update job_work set next_poll_at = now() where next_poll_at > now()")
                .update();
            return account(replica.gateway(), "wavespeed/main")
                .at("/poll_breaker/state")
                .asString()
                .equals("open");
          });
      long asked = provider.questions();
      String place = place();
      await().during(Duration.ofSeconds(1)).until(() -> provider.questions() == asked);
      assertThat(place()).isEqualTo(place);
      provider.answersQuestions(WaveSpeedStandIn.RUNNING);

      patiently().until(() -> provider.questions() > asked);
      assertThat(in("GENERATING")).isEqualTo(1);
    }
  }

  private String place() {
    return jdbc.sql("select epoch || ' ' || polls from job_work").query(String.class).single();
  }

  @Test
  void aDrainedAccountGetsNothingNewAndLosesNothing() {
    try (Replica _ = worker()) {
      patiently()
          .until(() -> count("select count(*) from provider_account where name = 'main'") == 1);
      act("drain");
      TestClient.Answer refused =
          caller.post("/v1/videos", "{\"prompt\":\"No\",\"provider\":{\"only\":[\"wavespeed\"]}}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().at("/error/code").asString()).isEqualTo("no_route");

      act("enable");
      act("force-open");
      posted(1);
      patiently().until(() -> waitingFor("CLOSED_BY_OPERATOR") == 1);
      act("drain");
      patiently().until(() -> main().required("closed_reason").asString().equals("drained"));
      assertThat(in("QUEUED")).isEqualTo(1);
      assertThat(provider.orders()).isZero();

      act("enable");
      patiently().until(() -> in("GENERATING") == 1);
    }
    assertThat(
            Sql.list(
                jdbc.sql("select actor || ' ' || act || ' ' || subject from audit order by id")
                    .query(String.class)))
        .containsExactly(
            "admin drain wavespeed/main",
            "admin enable wavespeed/main",
            "admin force-open wavespeed/main",
            "admin drain wavespeed/main",
            "admin enable wavespeed/main");
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  @Test
  void actsNeedTheOperatorAndAnAccount() {
    String path = "/v1/admin/providers/wavespeed/accounts/main/drain";
    assertThat(caller.post(path, null).status()).isEqualTo(401);
    assertThat(caller.get("/v1/admin/providers").status()).isEqualTo(401);
    assertThat(
            gateway
                .admin()
                .post("/v1/admin/providers/wavespeed/accounts/nobody/drain", null)
                .status())
        .isEqualTo(404);
    assertThat(main().required("drained").asBoolean()).isFalse();
  }
}
