package io.reelgate.provider.wavespeed;

import io.reelgate.provider.AccountSettings;
import io.reelgate.provider.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// One key at the provider, as it is set.
///
/// @param key the API key; may be missing only where an environment variable fills it
/// @param baseUrl scheme and host, without a path of the API; the provider's own where it is
///   missing
/// @param webhookSecret what callbacks are signed with, beginning with `whsec_`; the provider is
///   asked for it where it is missing
record WaveSpeedAccount(
    @Nullable Secret key, @Nullable URI baseUrl, @Nullable Secret webhookSecret) {
  WaveSpeedAccount {
    if (webhookSecret != null && !WaveSpeedSecrets.usable(webhookSecret.reveal())) {
      throw new IllegalArgumentException("webhook-secret must begin with whsec_");
    }
  }

  AccountSettings settings() {
    return new AccountSettings(key, baseUrl);
  }
}
