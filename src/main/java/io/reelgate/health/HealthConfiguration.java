package io.reelgate.health;

import io.reelgate.catalog.CurrentCatalog;
import io.reelgate.database.Pool;
import io.reelgate.work.Ticker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The beat by which replicas add up what they saw.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HealthProperties.class)
class HealthConfiguration {
  private static final Duration TRIM_EVERY = Duration.ofMinutes(5);

  @Bean
  HealthBoard healthBoard(
      HealthStore store,
      Standings standings,
      CurrentCatalog catalog,
      HealthProperties properties,
      Clock clock) {
    return new HealthBoard(store, standings, catalog, properties, clock);
  }

  @Bean
  Ticker healthBeat(HealthBoard board, HealthProperties properties) {
    return new Ticker("health", Pool.BEAT, properties.refresh(), board::beat);
  }

  @Bean
  Ticker healthTrim(HealthRows rows) {
    return new Ticker("health-trim", Pool.BEAT, TRIM_EVERY, rows::trim);
  }
}
