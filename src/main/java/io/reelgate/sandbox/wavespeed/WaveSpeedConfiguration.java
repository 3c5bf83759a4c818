package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.ConditionalOnSandbox;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Simulations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSandbox
@EnableConfigurationProperties(WaveSpeedProperties.class)
class WaveSpeedConfiguration implements WebMvcConfigurer {
  static final String NAME = "wavespeed";

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new WaveSpeedKeyCheck()).addPathPatterns("/sandbox/wavespeed/api/**");
  }

  @Bean
  WaveSpeedSubmits waveSpeedSubmits(Simulations simulations, WaveSpeedProperties properties) {
    SimulatedProvider provider = simulations.provider(NAME);
    return new WaveSpeedSubmits(provider, properties, new WaveSpeedCharges(provider, properties));
  }

  @Bean
  WaveSpeedHistory waveSpeedHistory(Simulations simulations, WaveSpeedProperties properties) {
    return new WaveSpeedHistory(simulations.provider(NAME), properties);
  }

  @Bean
  WaveSpeedBilling waveSpeedBilling(Simulations simulations, WaveSpeedProperties properties) {
    SimulatedProvider provider = simulations.provider(NAME);
    return new WaveSpeedBilling(provider, new WaveSpeedCharges(provider, properties));
  }

  @Bean
  WaveSpeedWebhooks waveSpeedWebhooks(Simulations simulations, WaveSpeedProperties properties) {
    return new WaveSpeedWebhooks(simulations.provider(NAME), properties);
  }
}
