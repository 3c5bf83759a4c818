package io.reelgate.sandbox.empiriolabs;

import io.reelgate.sandbox.ConditionalOnSandbox;
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
@RestControllerAdvice(basePackageClasses = EmpirioLabsAdvice.class)
@ConditionalOnSandbox
@Order(Ordered.HIGHEST_PRECEDENCE)
class EmpirioLabsAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(EmpirioLabsAdvice.class);

  @ExceptionHandler
  ResponseEntity<Object> refused(EmpirioLabsRefusal refusal) {
    return answer(refusal);
  }

  @ExceptionHandler
  ResponseEntity<Object> broken(RuntimeException fault) {
    LOG.warn("The sandbox could not answer", fault);
    int status = fault instanceof ErrorResponse known ? known.getStatusCode().value() : 500;
    return answer(EmpirioLabsRefusal.of(status));
  }

  private static ResponseEntity<Object> answer(EmpirioLabsRefusal refusal) {
    return ResponseEntity.status(refusal.status())
        .contentType(MediaType.APPLICATION_JSON)
        .body(refusal.body());
  }
}
