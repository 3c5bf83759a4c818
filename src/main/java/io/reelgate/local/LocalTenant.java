package io.reelgate.local;

import io.reelgate.job.Reach;
import io.reelgate.tenant.KeyMode;
import io.reelgate.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// The tenant {@code local} with the API key {@code local}: a test key that uses the sandbox, until
/// a real provider's key is in the environment.
@Component
@Profile("local")
class LocalTenant implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger(LocalTenant.class);
  private static final String NAME = "local";

  private final Tenants tenants;
  private final Reach reach;

  LocalTenant(Tenants tenants, Reach reach) {
    this.tenants = tenants;
    this.reach = reach;
  }

  /// Before the web server takes the first request, which may well use the key.
  @Override
  public void afterSingletonsInstantiated() {
    boolean live = !reach.providers(true).isEmpty();
    tenants.registerFixedKey(NAME, live ? KeyMode.LIVE : KeyMode.TEST);
    LOG.info(
        "the API key is \"local\" and uses {}",
        live ? "real providers, which cost money" : "the sandbox, which costs nothing");
  }
}
