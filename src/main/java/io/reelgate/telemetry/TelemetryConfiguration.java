package io.reelgate.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationPredicate;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.reelgate.database.Pool;
import io.reelgate.role.Role;
import io.reelgate.role.Roles;
import io.reelgate.work.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelemetryProperties.class)
class TelemetryConfiguration {
  static final String ROLES = "reelgate.replica.roles";

  private static final String ACTUATOR = "/actuator";

  /// Ids are made all the same, for the log lines; spans cost next to nothing.
  @Bean
  @Conditional(NoCollector.class)
  Sampler noSampler() {
    return Sampler.alwaysOff();
  }

  @Bean
  SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
    return SpanExporters.of(
        exporters.orderedStream().<SpanExporter>map(DiscreetExporter::new).toList());
  }

  /// Probes and scrapes are nobody's story.
  @Bean
  ObservationPredicate withoutActuator() {
    return (name, context) -> {
      HttpServletRequest request =
          context instanceof ServerRequestObservationContext served ? served.getCarrier() : null;
      return request == null || !request.getRequestURI().startsWith(ACTUATOR);
    };
  }

  /// Tells who is missing where each role has replicas of its own.
  @Bean
  MeterBinder roleMeters(Roles roles) {
    return meters ->
        Stream.of(Role.values())
            .filter(roles::play)
            .forEach(role ->
                Gauge.builder(ROLES, () -> 1)
                    .description("the roles that this replica plays")
                    .baseUnit("roles")
                    .tag("role", role.name().toLowerCase(Locale.ROOT))
                    .register(meters));
  }

  @Bean
  Ticker figuresTicker(Figures figures, TelemetryProperties properties) {
    return new Ticker("figures", Pool.BEAT, properties.every(), figures::refresh);
  }
}
