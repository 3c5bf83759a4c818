package io.reelgate.provider;

import io.reelgate.outbound.AllowedOrigins;
import io.reelgate.outbound.Origin;
import io.reelgate.outbound.UrlSource;
import org.springframework.stereotype.Component;

/// A provider account's own server may be anywhere, the sandbox's on this machine for one: it is
/// named in the settings and not by anybody's answer. A tenant may not point there.
@Component
final class AccountOrigins implements AllowedOrigins {
  private final Providers providers;

  AccountOrigins(Providers providers) {
    this.providers = providers;
  }

  @Override
  public boolean contain(Origin origin, UrlSource source) {
    return source == UrlSource.PROVIDER
        && providers
            .accounts()
            .anyMatch(account -> Origin.of(account.baseUrl()).filter(origin::equals).isPresent());
  }
}
