package io.reelgate.provider.empiriolabs;

import io.reelgate.provider.http.ProviderClient;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The adapter is always there, for the sandbox needs no key; without one it has no live account.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmpirioLabsProperties.class)
class EmpirioLabsConfiguration {
  @Bean
  EmpirioLabsAdapter empirioLabsAdapter(
      EmpirioLabsProperties properties,
      @Value("${EMPIRIOLABS_API_KEY:}") String environmentKey,
      ObjectProvider<Clock> clock) {
    EmpirioLabsClient client =
        new EmpirioLabsClient(
            new ProviderClient(EmpirioLabsAdapter.ID.value(), properties.http()),
            properties.limits(),
            properties.pollConcurrency());
    return new EmpirioLabsAdapter(
        properties.found(environmentKey),
        client,
        clock.getIfAvailable(Clock::systemUTC),
        properties.times());
  }
}
