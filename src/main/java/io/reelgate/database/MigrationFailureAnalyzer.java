package io.reelgate.database;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says plainly that the schema is not what this version needs. Public only because Spring Boot
/// makes it by name.
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
    String what =
        cause instanceof FlywayValidateException
            ? "the migrations in the database are not those of this version; it is another product's, or"
                + " was changed by hand. Nothing was changed now."
            : "a migration failed; what it did is rolled back, and the next start tries it again.";
    return new FailureAnalysis(what + " Flyway says: " + cause.getMessage(), null, cause);
  }
}
