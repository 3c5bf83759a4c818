package io.reelgate.outbound;

/// The servers that an operator has named in the settings, such as a provider account's base URL:
/// the address rules do not apply to exactly these, so that one on the local network can be used.
@FunctionalInterface
public interface AllowedOrigins {
  /// @param source who gave the URL: what a provider may name is not a tenant's to name
  boolean contain(Origin origin, UrlSource source);
}
