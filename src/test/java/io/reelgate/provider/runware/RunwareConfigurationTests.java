package io.reelgate.provider.runware;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.JobsProperties;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RunwareConfigurationTests {
  private static final String ACCOUNTS = "reelgate.providers.runware.accounts.";
  private static final URI LIVE = URI.create("https://api.runware.ai");

  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(RunwareConfiguration.class);

  @Test
  void withoutAKeyThereIsAnAdapterWithoutAccounts() {
    context.run(started -> assertThat(started.getBean(ProviderAdapter.class).accounts()).isEmpty());
    context
        .withPropertyValues("RUNWARE_API_KEY=")
        .run(started -> assertThat(started.getBean(ProviderAdapter.class).accounts()).isEmpty());
  }

  @Test
  void theEnvironmentKeyFillsTheDefaultAccount() {
    assertThat(accounts("RUNWARE_API_KEY= k1 ")).containsExactly(account("default", LIVE, "k1"));
    assertThat(accounts("RUNWARE_API_KEY=k1", ACCOUNTS + "default.base-url=https://eu.test/"))
        .containsExactly(account("default", URI.create("https://eu.test"), "k1"));
  }

  @Test
  void namedAccountsHaveTheirOwnKeysAndAddresses() {
    assertThat(
            accounts(
                "RUNWARE_API_KEY=k1",
                ACCOUNTS + "second.key=k2",
                ACCOUNTS + "second.base-url=http://localhost:8081/sandbox/runware//"))
        .containsExactly(
            account("default", LIVE, "k1"),
            account("second", URI.create("http://localhost:8081/sandbox/runware"), "k2"));
    assertThat(accounts("RUNWARE_API_KEY=k1", ACCOUNTS + "default.key=k0"))
        .containsExactly(account("default", LIVE, "k0"));
  }

  @ParameterizedTest
  @CsvSource({
    "accounts.a.base-url=https://eu.test, accounts.a.key is missing",
    "accounts.sandbox.key=k, reserved name",
    "accounts.a.base-url=ftp://eu.test, plain http or https URL",
    "accounts.a.base-url=https://eu.test?x=1, plain http or https URL",
    "poll-concurrency=0, poll-concurrency must be positive",
    "poll-batch=0, poll-batch must be positive",
    "http.poll-total=0s, poll-total must be positive",
    "http.submit-total=1s, submit-total must not be shorter"
  })
  void aWrongSettingStopsTheStart(String setting, String reason) {
    context
        .withPropertyValues("reelgate.providers.runware." + setting)
        .run(started ->
            assertThat(started.getStartupFailure())
                .isNotNull()
                .rootCause()
                .hasMessageContaining(reason));
  }

  /// The poll loop cuts what is due into batches of its own; a rest in each would be a request
  /// more.
  @Test
  void aBatchOfThePollLoopFillsWholeRequests() {
    RunwareProperties here = defaults("reelgate.providers.runware", RunwareProperties.class);
    JobsProperties loop = defaults("reelgate.jobs", JobsProperties.class);
    assertThat(loop.pollBatch() % here.pollBatch()).isZero();
  }

  private static <T> T defaults(String prefix, Class<T> type) {
    return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate(prefix, type);
  }

  private List<ProviderAccount> accounts(String... settings) {
    List<ProviderAccount> found = new ArrayList<>();
    context
        .withPropertyValues(settings)
        .run(started -> found.addAll(started.getBean(ProviderAdapter.class).accounts()));
    return found;
  }

  private static ProviderAccount account(String name, URI baseUrl, String key) {
    return new ProviderAccount(RunwareAdapter.ID, name, baseUrl, new Secret(key), false);
  }
}
