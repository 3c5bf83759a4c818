package io.reelgate.provider;

import io.reelgate.catalog.ProviderId;
import java.net.URI;

/// One key at one provider. A sandbox account has the simulator's address.
///
/// @param name unique for the provider, {@code default} for the plain environment key, {@code
///   sandbox}
/// @param baseUrl scheme, host and optional path, without a trailing slash
public record ProviderAccount(
    ProviderId provider, String name, URI baseUrl, Secret key, boolean sandbox) {
  public static final String SANDBOX = "sandbox";

  /// How logs and metrics name the account.
  public String label() {
    return provider + "/" + name;
  }
}
