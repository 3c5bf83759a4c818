package io.reelgate.web;

import io.reelgate.problem.ProblemWriter;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/// Gives the server's own refusals, made before any filter runs, the envelope instead of a page of
/// HTML.
final class RefusalValve extends ErrorReportValve {
  private static final int HEADERS_TOO_LARGE = 431;
  private static final Log LOG = LogFactory.getLog(RefusalValve.class);

  /// The server calls too large headers malformed, and its exception has no type of its own: only
  /// its text, which is looked up where the server finds it.
  private static final String OVERFLOW =
      StringManager.getManager(Http11InputBuffer.class)
          .getString("iib.requestheadertoolarge.error");

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    if (response.getHeader(RequestId.HEADER) == null) {
      response.setHeader(RequestId.HEADER, RequestId.random());
      response.setHeader("X-Content-Type-Options", "nosniff");
    }
    try {
      ProblemWriter.write(response, isHeaderOverflow(throwable) ? HEADERS_TOO_LARGE : status);
    } catch (IOException | IllegalStateException e) {
      LOG.debug("a refusal could not be written", e);
    }
  }

  private static boolean isHeaderOverflow(@Nullable Throwable throwable) {
    return throwable instanceof IllegalArgumentException && OVERFLOW.equals(throwable.getMessage());
  }
}
