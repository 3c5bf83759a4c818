package io.reelgate.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs what went wrong on our side, once per request. The messages of exceptions are left out:
/// they quote bodies, prompts and rows. Types, places and SQL states remain; the request id is in
/// the logging context.
final class ProblemLog {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemLog.class);

  private ProblemLog() {}

  static void write(ProblemException problem, Throwable cause) {
    switch (problem.code()) {
      case INTERNAL_ERROR -> LOG.error("request failed", new Trace(cause));
      case OVERLOADED ->
          LOG.warn("request refused, something needed is not there: {}", names(cause));
      default -> {}
    }
  }

  static void write(UnansweredException unanswered) {
    LOG.error("request left without an answer", new Trace(unanswered));
  }

  private static String names(Throwable cause) {
    StringBuilder names = new StringBuilder(name(cause));
    for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
      names.append(" <- ").append(name(next));
    }
    return names.toString();
  }

  private static String name(Throwable exception) {
    return exception instanceof SQLException sql
        ? exception.getClass().getName() + "[" + sql.getSQLState() + "]"
        : exception.getClass().getName();
  }

  /// An exception reduced to its type and its place.
  private static final class Trace extends Exception {
    private static final long serialVersionUID = 1L;

    Trace(Throwable original) {
      super(name(original), causeOf(original), false, true);
      setStackTrace(original.getStackTrace());
    }

    private static @Nullable Trace causeOf(Throwable original) {
      return original.getCause() == null ? null : new Trace(original.getCause());
    }
  }
}
