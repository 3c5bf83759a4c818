package io.reelgate.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// The only place where an exception of a controller becomes an error body.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {
  /// @return null when no answer can be given any more: after its beginning nothing true can follow
  ///   but a broken connection
  @ExceptionHandler
  @Nullable ResponseEntity<Problem> answer(
      Exception exception, HttpServletRequest request, HttpServletResponse response) {
    ProblemException problem = ProblemMapping.of(exception);
    ProblemLog.write(problem, exception);
    if (response.isCommitted()) {
      hangUp(request);
      return null;
    }
    HttpHeaders headers = new HttpHeaders();
    if (exception instanceof ErrorResponse named) {
      copy(named.getHeaders(), HttpHeaders.ALLOW, headers);
      copy(named.getHeaders(), HttpHeaders.ACCEPT, headers);
    }
    ProblemResponse.headers(problem.code()).forEach(headers::set);
    headers.setContentType(MediaType.APPLICATION_JSON);
    return ResponseEntity.status(problem.code().status())
        .headers(headers)
        .body(Problem.of(problem));
  }

  /// The client has gone; there is nobody to answer.
  @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
  void leave(HttpServletRequest request) {
    hangUp(request);
  }

  @ExceptionHandler
  void leave(UnansweredException unanswered, HttpServletRequest request) {
    ProblemLog.write(unanswered);
    hangUp(request);
  }

  private static void hangUp(HttpServletRequest request) {
    request.setAttribute(UnansweredException.ATTRIBUTE, true);
  }

  private static void copy(HttpHeaders from, String name, HttpHeaders to) {
    @Nullable String value = from.getFirst(name);
    if (value != null) {
      to.set(name, value);
    }
  }
}
