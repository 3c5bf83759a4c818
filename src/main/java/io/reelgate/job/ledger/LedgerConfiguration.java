package io.reelgate.job.ledger;

import io.reelgate.database.Pool;
import io.reelgate.role.ConditionalOnRole;
import io.reelgate.role.Role;
import io.reelgate.work.Ticker;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {
  @Bean
  @ConditionalOnRole(Role.SUBMIT)
  Ticker ledgerTicker(LedgerCheck check, LedgerProperties properties) {
    return new Ticker("ledger", Pool.WORK, properties.tick(), check::look);
  }

  @Bean
  @ConditionalOnRole(Role.SUBMIT)
  Ticker ledgerGaugeTicker(LedgerGauges gauges, LedgerProperties properties) {
    return new Ticker("ledger-gauges", Pool.BEAT, properties.tick(), gauges::refresh);
  }
}
