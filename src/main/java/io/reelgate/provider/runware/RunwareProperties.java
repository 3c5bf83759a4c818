package io.reelgate.provider.runware;

import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.provider.http.HttpLimits;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
    @DefaultValue Map<String, Account> accounts,
    @DefaultValue("20") int pollBatch,
    @DefaultValue("8") int pollConcurrency,
    @NestedConfigurationProperty @DefaultValue HttpLimits http) {
  private static final String DEFAULT = "default";
  private static final String DEFAULT_URL = "https://api.runware.ai";

  RunwareProperties {
    if (pollBatch < 1) {
      throw new IllegalArgumentException("poll-batch must be positive");
    }
    if (pollConcurrency < 1) {
      throw new IllegalArgumentException("poll-concurrency must be positive");
    }
  }

  /// One key at the provider.
  ///
  /// @param key the API key; may be missing only where the environment variable fills it
  /// @param baseUrl scheme and host, without the path of the API; {@code https://api.runware.ai}
  record Account(@Nullable Secret key, @DefaultValue(DEFAULT_URL) URI baseUrl) {
    Account {
      boolean web = "https".equals(baseUrl.getScheme()) || "http".equals(baseUrl.getScheme());
      if (!web || baseUrl.getHost() == null || baseUrl.getRawQuery() != null) {
        throw new IllegalArgumentException("base-url must be a plain http or https URL");
      }
    }

    private boolean hasKey() {
      return key != null && !key.reveal().isBlank();
    }
  }

  /// @param environmentKey empty where the variable is not set
  List<ProviderAccount> found(String environmentKey) {
    Map<String, Account> all = new TreeMap<>(accounts);
    Account named = all.getOrDefault(DEFAULT, new Account(null, URI.create(DEFAULT_URL)));
    if (!named.hasKey() && !environmentKey.isBlank()) {
      all.put(DEFAULT, new Account(new Secret(environmentKey), named.baseUrl()));
    }
    return all.entrySet().stream().map(entry -> account(entry.getKey(), entry.getValue())).toList();
  }

  private static ProviderAccount account(String name, Account account) {
    Secret key = account.key();
    if (key == null || !account.hasKey() || name.equals(ProviderAccount.SANDBOX)) {
      throw new IllegalArgumentException(
          "reelgate.providers.runware.accounts."
              + name
              + (account.hasKey() ? " has a reserved name" : ".key is missing"));
    }
    URI baseUrl = URI.create(account.baseUrl().toString().replaceAll("/+$", ""));
    return new ProviderAccount(
        RunwareAdapter.ID, name, baseUrl, new Secret(key.reveal().strip()), false);
  }
}
