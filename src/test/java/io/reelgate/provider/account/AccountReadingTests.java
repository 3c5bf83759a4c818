package io.reelgate.provider.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Secret;
import io.reelgate.testing.IdleGatewayTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Several threads read an account's row, and the one that read first may be the last to tell.
@IdleGatewayTest
class AccountReadingTests {
  @Autowired private List<ProviderAdapter> adapters;
  @Autowired private AdmissionProperties properties;

  @Test
  void anOlderReadingThatComesLateSaysNothing() {
    ProviderAdapter adapter = adapters.getFirst();
    var account =
        new ProviderAccount(
            adapter.id(), "main", URI.create("http://127.0.0.1:9"), new Secret("key"), false);
    var guard = new AccountGuard(account, adapter, properties, new Registries());
    long now = System.nanoTime();

    guard.read(row(account, false), now - 2);
    guard.read(row(account, true), now);
    guard.read(row(account, false), now - 1);
    assertThat(guard.closedToSubmits()).as("still drained").isPresent();

    guard.read(row(account, false), now + 1);
    assertThat(guard.closedToSubmits()).isEmpty();
  }

  private static AccountRow row(ProviderAccount account, boolean drained) {
    return new AccountRow(
        account.provider().value(),
        account.name(),
        drained,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0);
  }
}
