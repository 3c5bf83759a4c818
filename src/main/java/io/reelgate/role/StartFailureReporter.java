package io.reelgate.role;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/// Says why the process does not start, in one line. Spring Boot's own words, which fill a screen,
/// are switched off in {@code application.yml}. Public only because Spring Boot makes it by name.
public final class StartFailureReporter implements FailureAnalysisReporter {
  private static final Logger LOG = LoggerFactory.getLogger(StartFailureReporter.class);
  private static final String NOT_STARTED = "Not started: ";

  @Override
  public void report(FailureAnalysis analysis) {
    String what = oneLine(analysis.getDescription());
    String action = analysis.getAction() == null ? "" : " " + oneLine(analysis.getAction());
    LOG.error("{}{}{}", what.startsWith(NOT_STARTED) ? "" : NOT_STARTED, what, action);
    LOG.debug("why", analysis.getCause());
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
