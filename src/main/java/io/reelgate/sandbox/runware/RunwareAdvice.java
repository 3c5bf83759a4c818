package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.ConditionalOnSandbox;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Errors of these routes leave in the provider's shape, never in that of our own API.
@RestControllerAdvice(basePackageClasses = RunwareAdvice.class)
@ConditionalOnSandbox
@Order(Ordered.HIGHEST_PRECEDENCE)
class RunwareAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(RunwareAdvice.class);

  @ExceptionHandler
  ResponseEntity<Map<String, List<RunwareError>>> refused(RunwareRefusal refusal) {
    return answer(refusal.status(), refusal.error());
  }

  @ExceptionHandler
  ResponseEntity<Map<String, List<RunwareError>>> broken(RuntimeException fault) {
    LOG.warn("The sandbox could not answer", fault);
    int status = fault instanceof ErrorResponse known ? known.getStatusCode().value() : 500;
    return answer(status, RunwareError.of("internalServerError", "Something went wrong."));
  }

  private static ResponseEntity<Map<String, List<RunwareError>>> answer(
      int status, RunwareError error) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("errors", List.of(error)));
  }
}
