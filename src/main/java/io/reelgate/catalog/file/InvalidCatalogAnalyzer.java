package io.reelgate.catalog.file;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows a bad catalog as one line instead of a stack trace.
final class InvalidCatalogAnalyzer extends AbstractFailureAnalyzer<InvalidCatalogException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, InvalidCatalogException cause) {
    return new FailureAnalysis(
        "The catalog is refused. " + cause.getMessage(), "Correct the named place.", cause);
  }
}
