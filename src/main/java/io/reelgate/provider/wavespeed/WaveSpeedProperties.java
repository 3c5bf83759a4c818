package io.reelgate.provider.wavespeed;

import io.reelgate.provider.AccountSettings;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.provider.http.HttpLimits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of WaveSpeedAI.
///
/// @param accounts by a name of your choice; empty by default, which leaves the provider out. The
///   environment variable `WAVESPEED_API_KEY` fills the key of `default`
/// @param pollConcurrency most questions at a time for one batch of tasks; 32
/// @param http how long and how much the provider may take to answer
@ConfigurationProperties("reelgate.providers.wavespeed")
record WaveSpeedProperties(
    @DefaultValue Map<String, WaveSpeedAccount> accounts,
    @DefaultValue("32") int pollConcurrency,
    @NestedConfigurationProperty @DefaultValue HttpLimits http) {
  private static final String USUAL_URL = "https://api.wavespeed.ai";

  WaveSpeedProperties {
    if (pollConcurrency < 1) {
      throw new IllegalArgumentException("poll-concurrency must be positive");
    }
  }

  /// @param environmentKey empty where the variable is not set
  List<ProviderAccount> found(String environmentKey) {
    Map<String, AccountSettings> settings = new TreeMap<>();
    accounts.forEach((name, account) -> settings.put(name, account.settings()));
    return AccountSettings.found(WaveSpeedAdapter.ID, settings, environmentKey, USUAL_URL);
  }

  /// Those that are set, by the names of accounts.
  Map<String, Secret> webhookSecrets() {
    Map<String, Secret> secrets = new TreeMap<>();
    accounts.forEach((name, account) -> {
      if (account.webhookSecret() != null) {
        secrets.put(name, account.webhookSecret());
      }
    });
    return secrets;
  }
}
