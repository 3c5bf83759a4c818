package io.reelgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.IdleGatewayTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@IdleGatewayTest
@TestPropertySource(properties = "reelgate.sandbox.balance-usd=0")
class EmptyAccountTests {
  @Autowired private Providers providers;

  @Test
  void theFreeCallTellsThatThereIsNoMoney() {
    assertThat(providers.accounts())
        .hasSize(3)
        .allSatisfy(account ->
            assertThat(providers.adapter(account.provider()).orElseThrow().check(account))
                .as(account.label())
                .map(Failure::kind)
                .contains(FailureKind.BALANCE));
  }
}
