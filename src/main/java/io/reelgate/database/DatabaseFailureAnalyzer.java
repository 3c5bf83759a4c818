package io.reelgate.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Tells why the database cannot be used at the start, and which setting to look at. Public only
/// because Spring Boot makes it by name.
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {
  private static final String NO_SUCH_DATABASE = "3D000";
  private static final String TOO_MANY = "53300";

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (!(cause instanceof PSQLException) && state.startsWith("08")) {
      // no driver took it; the URL may hold a password
      return new FailureAnalysis(
          "spring.datasource.url (environment SPRING_DATASOURCE_URL) must begin with"
              + " jdbc:postgresql:// and name host and database.",
          null,
          cause);
    }
    String what = what(state);
    return what == null
        ? null
        : new FailureAnalysis(what + " The database says: " + cause.getMessage(), null, cause);
  }

  private static @Nullable String what(String state) {
    if (state.startsWith("28")) {
      return "the database refuses the user or password; look at spring.datasource.username and"
          + " spring.datasource.password (environment SPRING_DATASOURCE_USERNAME and"
          + " SPRING_DATASOURCE_PASSWORD).";
    }
    return switch (state) {
      case NO_SUCH_DATABASE ->
          "the database that spring.datasource.url names does not exist; create it or mend the name.";
      case TOO_MANY ->
          "the database takes no more connections; raise its max_connections, or lower"
              + " reelgate.database.api-pool and work-pool, or the number of replicas.";
      case "08000", "08001", "08003", "08004", "08006", "57P03" ->
          "the database does not answer at the address in spring.datasource.url (environment"
              + " SPRING_DATASOURCE_URL); start it, open the way to it, or mend the address.";
      default ->
          PSQLState.INVALID_PARAMETER_VALUE.getState().equals(state)
              ? "the database refuses how it is called; look at spring.datasource.url."
              : null;
    };
  }
}
