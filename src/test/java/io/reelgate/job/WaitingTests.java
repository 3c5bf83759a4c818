package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Refusals that say nothing against the job.
@IdleGatewayTest
@Import({JobSteps.class, OneAccount.class})
@TestPropertySource(properties = {OneAccount.KEY, "reelgate.admission.refresh=200ms"})
class WaitingTests {
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
  void aBusyProviderIsWaitedForHoweverOftenItSaysSo() {
    provider.answersOrders(WaveSpeedStandIn.BUSY);
    String id = account.posted(1).getFirst();
    try (Replica _ = account.worker("reelgate.admission.pause=100ms")) {
      OneAccount.patiently().until(() -> attempts(id) > 3);
      assertThat(steps.state(id)).isIn("QUEUED", "LEASED", "SUBMITTING");
      provider.answersOrders(WaveSpeedStandIn.ACCEPTS);

      OneAccount.patiently().until(() -> account.in("GENERATING") == 1);
    }
  }

  @Test
  void whoLimitsTheAttemptsIsTold() {
    provider.answersOrders(WaveSpeedStandIn.BUSY);
    String id = account.postedWith("\"max_attempts\":2");
    try (Replica _ = account.worker("reelgate.admission.pause=100ms")) {
      OneAccount.patiently().until(() -> steps.state(id).equals("FAILED"));
    }
    assertThat(attempts(id)).isEqualTo(2);
    assertThat(account.caller().get("/v1/videos/" + id).json().at("/error/code").asString())
        .isEqualTo("no_provider_available");
  }

  private long attempts(String id) {
    return jdbc.sql("select count(*) from attempt where job_id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }
}
