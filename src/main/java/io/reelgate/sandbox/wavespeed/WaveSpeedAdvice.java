package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.ConditionalOnSandbox;
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
@RestControllerAdvice(basePackageClasses = WaveSpeedAdvice.class)
@ConditionalOnSandbox
@Order(Ordered.HIGHEST_PRECEDENCE)
class WaveSpeedAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(WaveSpeedAdvice.class);

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(WaveSpeedRefusal refusal) {
    return answer(refusal.status(), refusal.body());
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> broken(RuntimeException fault) {
    LOG.warn("The sandbox could not answer", fault);
    int status = fault instanceof ErrorResponse known ? known.getStatusCode().value() : 500;
    return answer(status, WaveSpeedWire.error(status, "Internal server error"));
  }

  private static ResponseEntity<Map<String, Object>> answer(int status, Map<String, Object> body) {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(body);
  }
}
