package io.reelgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.IdleGatewayTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Every provider's free call, as its simulator answers it.
@IdleGatewayTest
class FreeCallTests {
  @Autowired private Providers providers;

  private List<ProviderAccount> accounts() {
    List<ProviderAccount> accounts = providers.accounts().toList();
    assertThat(accounts).extracting(ProviderAccount::label).contains("wavespeed/sandbox");
    assertThat(accounts).hasSize(3);
    return accounts;
  }

  private ProviderAdapter adapter(ProviderAccount account) {
    return providers.adapter(account.provider()).orElseThrow();
  }

  @Test
  void anAccountThatIsServedIsWell() {
    assertThat(accounts())
        .allSatisfy(
            account -> assertThat(adapter(account).check(account)).as(account.label()).isEmpty());
  }

  @Test
  void aBadKeyIsFoundOut() {
    assertThat(accounts())
        .allSatisfy(account ->
            assertThat(adapter(account).check(badKey(account)))
                .as(account.label())
                .map(Failure::kind)
                .contains(FailureKind.AUTH));
  }

  private static ProviderAccount badKey(ProviderAccount account) {
    return new ProviderAccount(
        account.provider(), account.name(), account.baseUrl(), new Secret("bad"), true);
  }
}
