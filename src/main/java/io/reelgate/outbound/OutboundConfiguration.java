package io.reelgate.outbound;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {
  /// Without a bean of {@link AllowedOrigins} no origin is exempt.
  @Bean
  GuardedClient guardedClient(
      OutboundProperties properties, UrlRules rules, ObjectProvider<AllowedOrigins> origins) {
    AllowedOrigins allowed =
        (origin, source) -> origins.stream().anyMatch(some -> some.contain(origin, source));
    return new GuardedClient(properties, rules, allowed, Transport.dns(properties));
  }

  @Bean
  TargetClient targetClient(
      TargetProperties targets, TargetRules rules, OutboundProperties properties) {
    return new TargetClient(targets, rules, Transport.dns(properties));
  }
}
