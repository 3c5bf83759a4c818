package io.reelgate.tenant;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemWriter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// How the security chains say no: with the same envelope as everything else.
final class Refusals {
  private Refusals() {}

  static AuthenticationEntryPoint keyNeeded() {
    return (request, response, exception) ->
        ProblemWriter.write(
            response,
            ProblemCode.INVALID_API_KEY.problem(null, "the API key is missing or not valid"));
  }

  static AccessDeniedHandler scopeNeeded() {
    return (request, response, exception) ->
        ProblemWriter.write(
            response, ProblemCode.INSUFFICIENT_SCOPE.problem(null, "this API key may only read"));
  }

  /// For paths that no key opens.
  static AuthenticationEntryPoint noSuchPath(String why) {
    return (request, response, exception) ->
        ProblemWriter.write(response, ProblemCode.UNSUPPORTED_ENDPOINT.problem(null, why));
  }
}
