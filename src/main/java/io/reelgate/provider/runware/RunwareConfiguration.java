package io.reelgate.provider.runware;

import io.reelgate.provider.http.ProviderClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The adapter is always there, for the sandbox needs no key; without one it has no live account.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RunwareProperties.class)
class RunwareConfiguration {
  @Bean
  RunwareAdapter runwareAdapter(
      RunwareProperties properties, @Value("${RUNWARE_API_KEY:}") String environmentKey) {
    ProviderClient http = new ProviderClient(RunwareAdapter.ID.value(), properties.http());
    return new RunwareAdapter(
        properties.found(environmentKey),
        new RunwareClient(http, properties.pollBatch(), properties.pollConcurrency()));
  }
}
