package io.reelgate.telemetry;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/// Nobody wants the spans.
final class NoCollector implements Condition {
  private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return !StringUtils.hasText(context.getEnvironment().getProperty(ENDPOINT));
  }
}
