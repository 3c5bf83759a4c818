package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.ConditionalOnSandbox;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Simulations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSandbox
@EnableConfigurationProperties(RunwareProperties.class)
class RunwareConfiguration {
  static final String NAME = "runware";

  @Bean
  RunwareWebhooks runwareWebhooks(Simulations simulations, RunwareProperties properties) {
    return new RunwareWebhooks(simulations.provider(NAME), properties);
  }

  @Bean
  RunwareRequests runwareRequests(
      Simulations simulations, RunwareProperties properties, RunwareWebhooks webhooks) {
    SimulatedProvider provider = simulations.provider(NAME);
    return new RunwareRequests(
        provider,
        new RunwareSubmits(provider, properties, webhooks),
        new RunwareHistory(provider, properties),
        new RunwareAccount(provider, properties),
        properties.mixedStatus());
  }
}
