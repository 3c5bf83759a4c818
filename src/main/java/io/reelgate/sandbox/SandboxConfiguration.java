package io.reelgate.sandbox;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSandbox
@EnableConfigurationProperties(SandboxProperties.class)
class SandboxConfiguration {
  @Bean
  Simulations simulations(SandboxProperties properties, ObjectProvider<Clock> clock) {
    return new Simulations(properties, clock.getIfAvailable(Clock::systemUTC), System::nanoTime);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> sandboxDropsConnections() {
    return server -> server.addEngineValves(new DropConnectionValve());
  }
}
