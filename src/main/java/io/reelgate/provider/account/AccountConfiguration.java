package io.reelgate.provider.account;

import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.reelgate.database.Pool;
import io.reelgate.role.ConditionalOnRole;
import io.reelgate.role.Role;
import io.reelgate.work.Ticker;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The beat by which replicas learn of each other, the checks, and the metrics of the guards.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdmissionProperties.class)
class AccountConfiguration {
  private static final int LOOKS_PER_CHECK = 4;

  @Bean
  Registries accountRegistries() {
    return new Registries();
  }

  @Bean
  Ticker accountBeat(AccountBoard board, AdmissionProperties properties) {
    return new Ticker("accounts", Pool.BEAT, properties.refresh(), board::refresh);
  }

  @Bean
  @ConditionalOnRole(Role.SUBMIT)
  Ticker accountChecker(AccountChecks checks, AdmissionProperties properties) {
    return new Ticker(
        "account-checks",
        Pool.WORK,
        properties.checkEvery().dividedBy(LOOKS_PER_CHECK),
        checks::check);
  }

  @Bean
  MeterBinder breakerMetrics(Registries registries) {
    return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registries.breakers());
  }

  @Bean
  MeterBinder limiterMetrics(Registries registries) {
    return TaggedRateLimiterMetrics.ofRateLimiterRegistry(registries.limiters());
  }

  @Bean
  MeterBinder bulkheadMetrics(Registries registries) {
    return TaggedBulkheadMetrics.ofBulkheadRegistry(registries.bulkheads());
  }
}
