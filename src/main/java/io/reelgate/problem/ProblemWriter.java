package io.reelgate.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/// Answers with a problem where no controller is involved: filters, security and the server's own
/// refusals. Does nothing once the answer has begun.
public final class ProblemWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ProblemWriter() {}

  /// Answers a refusal of which only the HTTP status is known.
  public static void write(HttpServletResponse response, int status) throws IOException {
    write(response, ProblemMapping.ofStatus(status));
  }

  public static void write(HttpServletResponse response, ProblemException problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.code().status());
    ProblemResponse.headers(problem.code()).forEach(response::setHeader);
    byte[] body = JSON.writeValueAsBytes(Problem.of(problem));
    response.setContentType(ProblemResponse.JSON);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
