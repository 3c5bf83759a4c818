package io.reelgate.provider.wavespeed;

import io.reelgate.provider.http.ProviderClient;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The adapter is always there, for the sandbox needs no key; without one it has no live account.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WaveSpeedProperties.class)
class WaveSpeedConfiguration {
  @Bean
  WaveSpeedAdapter waveSpeedAdapter(
      WaveSpeedProperties properties,
      @Value("${WAVESPEED_API_KEY:}") String environmentKey,
      Clock clock) {
    ProviderClient http = new ProviderClient(WaveSpeedAdapter.ID.value(), properties.http());
    WaveSpeedClient client = new WaveSpeedClient(http, properties.pollConcurrency());
    var secrets =
        new WaveSpeedSecrets(properties.webhookSecrets(), client::webhookSecret, System::nanoTime);
    return new WaveSpeedAdapter(
        properties.found(environmentKey), client, new WaveSpeedCallbacks(secrets, clock));
  }
}
