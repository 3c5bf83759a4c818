package io.reelgate.provider.empiriolabs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EmpirioLabsConfigurationTests {
  private static final String ACCOUNTS = "reelgate.providers.empiriolabs.accounts.";
  private static final URI LIVE = URI.create("https://api.empiriolabs.ai");

  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(EmpirioLabsConfiguration.class);

  @Test
  void withoutAKeyThereIsAnAdapterWithoutAccounts() {
    context.run(started -> assertThat(started.getBean(ProviderAdapter.class).accounts()).isEmpty());
    context
        .withPropertyValues("EMPIRIOLABS_API_KEY=")
        .run(started -> assertThat(started.getBean(ProviderAdapter.class).accounts()).isEmpty());
  }

  @Test
  void theEnvironmentKeyFillsTheDefaultAccount() {
    assertThat(accounts("EMPIRIOLABS_API_KEY= k1 "))
        .containsExactly(account("default", LIVE, "k1"));
    assertThat(accounts("EMPIRIOLABS_API_KEY=k1", ACCOUNTS + "default.base-url=https://eu.test/"))
        .containsExactly(account("default", URI.create("https://eu.test"), "k1"));
  }

  @Test
  void namedAccountsHaveTheirOwnKeysAndAddresses() {
    assertThat(
            accounts(
                "EMPIRIOLABS_API_KEY=k1",
                ACCOUNTS + "second.key=k2",
                ACCOUNTS + "second.base-url=http://localhost:8081/sandbox/empiriolabs//"))
        .containsExactly(
            account("default", LIVE, "k1"),
            account("second", URI.create("http://localhost:8081/sandbox/empiriolabs"), "k2"));
    assertThat(accounts("EMPIRIOLABS_API_KEY=k1", ACCOUNTS + "default.key=k0"))
        .containsExactly(account("default", LIVE, "k0"));
  }

  @ParameterizedTest
  @CsvSource({
    "accounts.a.base-url=https://eu.test, accounts.a.key is missing",
    "accounts.sandbox.key=k, reserved name",
    "accounts.a.base-url=ftp://eu.test, plain http or https URL",
    "accounts.a.base-url=https://eu.test?x=1, plain http or https URL",
    "poll-concurrency=0, poll-concurrency must be positive",
    "requests-per-minute=9, requests-per-minute must be at least 10",
    "poll-percent=0, poll-percent must be 1 to 90",
    "poll-percent=91, poll-percent must be 1 to 90",
    "task-life=0s, task-life must be positive",
    "output-grace=-1s, output-grace must not be negative",
    "http.poll-total=0s, poll-total must be positive",
    "http.submit-total=1s, submit-total must not be shorter"
  })
  void aWrongSettingStopsTheStart(String setting, String reason) {
    context
        .withPropertyValues("reelgate.providers.empiriolabs." + setting)
        .run(started ->
            assertThat(started.getStartupFailure())
                .isNotNull()
                .rootCause()
                .hasMessageContaining(reason));
  }

  @Test
  void theLifeOfATaskSaysHowOftenItIsAsked() {
    context
        .withPropertyValues("reelgate.providers.empiriolabs.task-life=20s")
        .run(started ->
            assertThat(started.getBean(ProviderAdapter.class).longestUnasked())
                .isEqualTo(Duration.ofSeconds(5)));
  }

  private List<ProviderAccount> accounts(String... settings) {
    List<ProviderAccount> found = new ArrayList<>();
    context
        .withPropertyValues(settings)
        .run(started -> found.addAll(started.getBean(ProviderAdapter.class).accounts()));
    return found;
  }

  private static ProviderAccount account(String name, URI baseUrl, String key) {
    return new ProviderAccount(EmpirioLabsAdapter.ID, name, baseUrl, new Secret(key), false);
  }
}
