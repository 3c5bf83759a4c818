package io.reelgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestGateway;
import io.reelgate.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where nobody wants spans.
class NoCollectorTests {
  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(Only.class);

  @Configuration(proxyBeanMethods = false)
  static class Only {
    @Bean
    @Conditional(NoCollector.class)
    Sampler sampler() {
      return new TelemetryConfiguration().noSampler();
    }
  }

  @Test
  void noneAreMade() {
    context.run(
        started -> assertThat(started.getBean(Sampler.class)).isEqualTo(Sampler.alwaysOff()));
  }

  @Test
  void aCollectorDecidesOtherwise() {
    context
        .withPropertyValues(
            "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:4318/v1/traces")
        .run(started -> assertThat(started).doesNotHaveBean(Sampler.class));
  }

  /// So that the log lines of all replicas about one video have one id.
  @Test
  void aVideoHasATraceIdAllTheSame() {
    try (Replica replica = Replica.start(TestPostgres.newDatabase(), "api,sandbox")) {
      TestGateway gateway = replica.gateway();
      String id = gateway.accepted(gateway.newTenant(), "{\"prompt\":\"A lantern\"}");
      JdbcClient jdbc = replica.jdbc();

      assertThat(
              jdbc.sql("select trace_parent from job where id = :id")
                  .param("id", id)
                  .query(String.class)
                  .single())
          .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }
  }
}
