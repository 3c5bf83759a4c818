package io.reelgate.provider;

import io.reelgate.catalog.ProviderId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One key at a provider, as it is set.
///
/// @param key the API key; may be missing only where an environment variable fills it
/// @param baseUrl scheme and host, without a path of the API; the provider's own where it is
///   missing
public record AccountSettings(@Nullable Secret key, @Nullable URI baseUrl) {
  private static final String DEFAULT = "default";

  public AccountSettings {
    if (baseUrl != null && !plain(baseUrl)) {
      throw new IllegalArgumentException("base-url must be a plain http or https URL");
    }
  }

  private static boolean plain(URI url) {
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    return web && url.getHost() != null && url.getRawQuery() == null;
  }

  /// The accounts that are set, in the order of their names.
  ///
  /// @param environmentKey fills the key of the account {@code default}; empty where it is not set
  /// @param usualUrl the provider's own
  /// @throws IllegalArgumentException names the setting that is wrong
  public static List<ProviderAccount> found(
      ProviderId provider,
      Map<String, AccountSettings> accounts,
      String environmentKey,
      String usualUrl) {
    Map<String, AccountSettings> all = new TreeMap<>(accounts);
    AccountSettings named = all.getOrDefault(DEFAULT, new AccountSettings(null, null));
    if (!named.hasKey() && !environmentKey.isBlank()) {
      all.put(DEFAULT, new AccountSettings(new Secret(environmentKey), named.baseUrl()));
    }
    return all.entrySet().stream()
        .map(each -> each.getValue().account(provider, each.getKey(), usualUrl))
        .toList();
  }

  private boolean hasKey() {
    return key != null && !key.reveal().isBlank();
  }

  private ProviderAccount account(ProviderId provider, String name, String usualUrl) {
    if (key == null || !hasKey() || name.equals(ProviderAccount.SANDBOX)) {
      throw new IllegalArgumentException(
          "reelgate.providers.%s.accounts.%s%s"
              .formatted(provider, name, hasKey() ? " has a reserved name" : ".key is missing"));
    }
    String url = Objects.requireNonNullElse(baseUrl, URI.create(usualUrl)).toString();
    return new ProviderAccount(
        provider,
        name,
        URI.create(url.replaceAll("/+$", "")),
        new Secret(key.reveal().strip()),
        false);
  }
}
