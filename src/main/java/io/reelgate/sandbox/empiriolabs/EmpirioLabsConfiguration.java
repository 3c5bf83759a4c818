package io.reelgate.sandbox.empiriolabs;

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
@EnableConfigurationProperties(EmpirioLabsProperties.class)
class EmpirioLabsConfiguration implements WebMvcConfigurer {
  static final String NAME = "empiriolabs";

  private final SimulatedProvider provider;
  private final EmpirioLabsProperties properties;

  EmpirioLabsConfiguration(Simulations simulations, EmpirioLabsProperties properties) {
    this.provider = simulations.provider(NAME);
    this.properties = properties;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    EmpirioLabsRate rate = new EmpirioLabsRate(properties.requestsPerMinute());
    registry
        .addInterceptor(new EmpirioLabsDoor(provider, rate))
        .addPathPatterns("/sandbox/empiriolabs/v1/**");
  }

  @Bean
  EmpirioLabsSubmits empirioLabsSubmits() {
    return new EmpirioLabsSubmits(provider, properties);
  }

  @Bean
  EmpirioLabsJobs empirioLabsJobs() {
    return new EmpirioLabsJobs(provider, properties);
  }

  @Bean
  EmpirioLabsUsageList empirioLabsUsageList(EmpirioLabsJobs jobs) {
    return new EmpirioLabsUsageList(provider, properties, jobs);
  }
}
