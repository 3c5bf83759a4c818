package io.reelgate.provider.wavespeed;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WaveSpeedConfigurationTests {
  private static final String ACCOUNTS = "reelgate.providers.wavespeed.accounts.";
  private static final URI LIVE = URI.create("https://api.wavespeed.ai");

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(WaveSpeedConfiguration.class)
          .withBean(Clock.class, Clock::systemUTC);

  @Test
  void withoutAKeyThereIsAnAdapterWithoutAccounts() {
    context.run(started -> assertThat(started.getBean(ProviderAdapter.class).accounts()).isEmpty());
    context
        .withPropertyValues("WAVESPEED_API_KEY=")
        .run(started -> assertThat(started.getBean(ProviderAdapter.class).accounts()).isEmpty());
  }

  @Test
  void theEnvironmentKeyFillsTheDefaultAccount() {
    assertThat(accounts("WAVESPEED_API_KEY= k1 ")).containsExactly(account("default", LIVE, "k1"));
    assertThat(accounts("WAVESPEED_API_KEY=k1", ACCOUNTS + "default.base-url=https://eu.test/"))
        .containsExactly(account("default", URI.create("https://eu.test"), "k1"));
  }

  @Test
  void namedAccountsHaveTheirOwnKeysAndAddresses() {
    assertThat(
            accounts(
                "WAVESPEED_API_KEY=k1",
                ACCOUNTS + "second.key=k2",
                ACCOUNTS + "second.base-url=http://localhost:8081/sandbox/wavespeed//"))
        .containsExactly(
            account("default", LIVE, "k1"),
            account("second", URI.create("http://localhost:8081/sandbox/wavespeed"), "k2"));
    assertThat(accounts("WAVESPEED_API_KEY=k1", ACCOUNTS + "default.key=k0"))
        .containsExactly(account("default", LIVE, "k0"));
  }

  @ParameterizedTest
  @CsvSource({
    "accounts.a.base-url=https://eu.test, accounts.a.key is missing",
    "accounts.sandbox.key=k, reserved name",
    "accounts.a.base-url=ftp://eu.test, plain http or https URL",
    "accounts.a.base-url=https://eu.test?x=1, plain http or https URL",
    "accounts.a.webhook-secret=abc, webhook-secret must begin with whsec_",
    "poll-concurrency=0, poll-concurrency must be positive",
    "http.poll-total=0s, poll-total must be positive",
    "http.submit-total=1s, submit-total must not be shorter"
  })
  void aWrongSettingStopsTheStart(String setting, String reason) {
    context
        .withPropertyValues("reelgate.providers.wavespeed." + setting)
        .run(started ->
            assertThat(started.getStartupFailure())
                .isNotNull()
                .rootCause()
                .hasMessageContaining(reason));
  }

  private List<ProviderAccount> accounts(String... settings) {
    List<ProviderAccount> found = new ArrayList<>();
    context
        .withPropertyValues(settings)
        .run(started -> found.addAll(started.getBean(ProviderAdapter.class).accounts()));
    return found;
  }

  private static ProviderAccount account(String name, URI baseUrl, String key) {
    return new ProviderAccount(WaveSpeedAdapter.ID, name, baseUrl, new Secret(key), false);
  }
}
