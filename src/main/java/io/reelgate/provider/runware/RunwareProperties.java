package io.reelgate.provider.runware;

import io.reelgate.provider.AccountSettings;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.http.HttpLimits;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of Runware.
///
/// @param accounts by a name of your choice; empty by default, which leaves the provider out. The
///   environment variable `RUNWARE_API_KEY` fills the key of `default`
/// @param pollBatch most tasks that one request asks about; 20
/// @param pollConcurrency most such requests at a time; 8
/// @param http how long and how much the provider may take to answer
@ConfigurationProperties("reelgate.providers.runware")
record RunwareProperties(
    @DefaultValue Map<String, AccountSettings> accounts,
    @DefaultValue("20") int pollBatch,
    @DefaultValue("8") int pollConcurrency,
    @NestedConfigurationProperty @DefaultValue HttpLimits http) {
  private static final String USUAL_URL = "https://api.runware.ai";

  RunwareProperties {
    if (pollBatch < 1) {
      throw new IllegalArgumentException("poll-batch must be positive");
    }
    if (pollConcurrency < 1) {
      throw new IllegalArgumentException("poll-concurrency must be positive");
    }
  }

  /// @param environmentKey empty where the variable is not set
  List<ProviderAccount> found(String environmentKey) {
    return AccountSettings.found(RunwareAdapter.ID, accounts, environmentKey, USUAL_URL);
  }
}
