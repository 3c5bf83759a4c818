package io.reelgate.sandbox;

import java.util.Arrays;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// A replica that names no roles plays all but this one.
final class OnSandboxRole implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    String[] none = {};
    String[] roles = context.getEnvironment().getProperty("reelgate.roles", String[].class, none);
    return Arrays.stream(roles).map(String::strip).anyMatch("sandbox"::equals);
  }
}
