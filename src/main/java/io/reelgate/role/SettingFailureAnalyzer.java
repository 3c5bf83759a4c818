package io.reelgate.role;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Turns a missing secret into one line instead of a stack trace. Public only because Spring Boot
/// makes it by name.
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<SettingException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, SettingException cause) {
    return new FailureAnalysis("Not started: " + cause.getMessage() + ".", null, cause);
  }
}
