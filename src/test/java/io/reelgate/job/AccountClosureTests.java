package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.database.Sql;
import io.reelgate.testing.FaultScript;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// What closes an account for all replicas, and what opens it again.
@IdleGatewayTest
@Import({JobSteps.class, OneAccount.class})
@TestPropertySource(properties = {OneAccount.KEY, "reelgate.admission.refresh=200ms"})
class AccountClosureTests {
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
  @Autowired private OneAccount account;
  @Autowired private JdbcClient jdbc;
  private WaveSpeedStandIn provider = new WaveSpeedStandIn();

  @BeforeEach
  void begin() {
    provider.close();
    provider = account.begin();
  }

  @Test
  void onePauseHoldsEveryReplica() {
    provider.answersOrders(BUSY);
    account.posted(1);
    try (Replica _ = account.worker()) {
      OneAccount.patiently().until(() -> !account.main().required("paused_until").isNull());
    }
    provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
    List<String> later = account.posted(3);

    try (Replica _ = account.worker()) {
      OneAccount.patiently().until(() -> account.waitingFor("PAUSED") == 4);
      assertThat(provider.orders()).isEqualTo(1);
      assertThat(account.main().required("closed_reason").asString()).isEqualTo("paused");

      account.act("enable");
      OneAccount.patiently().until(() -> account.in("GENERATING") == 4);
    }
    assertThat(later).allMatch(id -> steps.events(id).size() <= 6);
  }

  @Test
  void anEndlessPauseIsCapped() {
    provider.answersOrders(BUSY);
    account.posted(1);
    try (Replica _ = account.worker("reelgate.admission.longest-pause=1s")) {
      OneAccount.patiently().until(() -> provider.orders() >= 1 && account.in("QUEUED") == 1);
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
      account.posted(1);

      OneAccount.patiently().until(() -> account.in("GENERATING") == 2);
    }
  }

  @Test
  void aRefusedKeyClosesTheAccountUntilAFreeCallSucceeds() {
    provider.answersOrders(BAD_KEY).tellsMoney(BAD_KEY);
    account.posted(1);
    try (Replica _ = account.worker("reelgate.admission.check-every=400ms")) {
      OneAccount.patiently()
          .until(() -> account.main().required("forced_open_reason").asString("").equals("auth"));
      assertThat(account.main().required("forced_open_code").asString()).isEqualTo("401");
      account.posted(1);
      OneAccount.patiently().until(() -> account.waitingFor("AUTH") >= 1);
      long orders = provider.orders();
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
      OneAccount.patiently().until(() -> account.waitingFor("AUTH") == 2);
      assertThat(provider.orders()).isEqualTo(orders);

      provider.tellsMoney(FaultScript.json(200, "{\"code\":200,\"data\":{\"balance\":5}}"));
      OneAccount.patiently().until(() -> account.in("GENERATING") == 2);
      assertThat(account.main().required("forced_open_reason").isNull()).isTrue();
    }
  }

  @Test
  void anEmptyAccountStaysClosedUntilThereIsMoney() {
    FaultScript empty = FaultScript.json(200, "{\"code\":200,\"data\":{\"balance\":0}}");
    provider.answersOrders(NO_MONEY).tellsMoney(empty);
    account.posted(1);
    try (Replica _ = account.worker("reelgate.admission.check-every=400ms")) {
      OneAccount.patiently()
          .until(
              () -> account.main().required("forced_open_reason").asString("").equals("balance"));
      OneAccount.patiently().until(() -> account.waitingFor("BALANCE") == 1);
      provider
          .answersOrders(WaveSpeedStandIn.ACCEPTS)
          .tellsMoney(FaultScript.json(200, "{\"code\":200,\"data\":{\"balance\":5}}"));

      OneAccount.patiently().until(() -> account.in("GENERATING") == 1);
    }
  }

  @Test
  void anotherKeyIsTriedAtOnce() {
    provider.answersOrders(BAD_KEY).tellsMoney(BAD_KEY);
    account.posted(1);
    try (Replica _ = account.worker()) {
      OneAccount.patiently()
          .until(() -> account.main().required("forced_open_reason").asString("").equals("auth"));
    }
    provider.answersOrders(WaveSpeedStandIn.ACCEPTS);

    try (Replica _ = account.replica("submit", "new-key", provider.url())) {
      OneAccount.patiently().until(() -> account.in("GENERATING") == 1);
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
    account.posted(1);
    try (Replica _ = account.worker()) {
      OneAccount.patiently().until(() -> provider.orders() >= 1 && account.in("QUEUED") == 1);
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);
      OneAccount.patiently().until(() -> account.in("GENERATING") == 1);
    }
    assertThat(account.main().required("forced_open_reason").isNull()).isTrue();
  }

  @Test
  void aDrainedAccountGetsNothingNewAndLosesNothing() {
    assertThat(account.main().required("drained").asBoolean()).isFalse();
    account.act("drain");
    TestClient.Answer refused =
        account
            .caller()
            .post("/v1/videos", "{\"prompt\":\"No\",\"provider\":{\"only\":[\"wavespeed\"]}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/error/code").asString()).isEqualTo("no_route");
    account.act("enable");
    account.act("force-open");
    account.posted(1);

    try (Replica _ = account.worker()) {
      OneAccount.patiently().until(() -> account.waitingFor("CLOSED_BY_OPERATOR") == 1);
      account.act("drain");
      OneAccount.patiently()
          .until(() -> account.main().required("closed_reason").asString().equals("drained"));
      assertThat(account.in("QUEUED")).isEqualTo(1);
      assertThat(provider.orders()).isZero();

      account.act("enable");
      OneAccount.patiently().until(() -> account.in("GENERATING") == 1);
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

  @Test
  void actsNeedTheOperatorAndAnAccount() {
    String path = "/v1/admin/providers/wavespeed/accounts/main/drain";
    assertThat(account.caller().post(path, null).status()).isEqualTo(401);
    assertThat(account.caller().get("/v1/admin/providers").status()).isEqualTo(401);
    assertThat(
            gateway
                .admin()
                .post("/v1/admin/providers/wavespeed/accounts/nobody/drain", null)
                .status())
        .isEqualTo(404);
    assertThat(account.main().required("drained").asBoolean()).isFalse();
  }
}
