package io.reelgate.provider.account;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.reelgate.provider.account.AdmissionProperties.PollBreaker;
import io.reelgate.provider.account.AdmissionProperties.SubmitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One account's breaker in one direction.
///
/// @param openWait how long it stays open
record Breaker(CircuitBreaker circuit, OpenWait openWait) {

  /// What a call said about its account.
  enum Verdict {
    WELL,
    FAULT,
    /// Nothing: the caller's own fault, or nothing was asked.
    NOTHING
  }

  static Breaker ofSubmits(AccountId id, SubmitBreaker settings, Registries registries) {
    var wait = new OpenWait(settings.openFor(), settings.longestOpen(), settings.slowCall());
    CircuitBreakerConfig config =
        usual(wait)
            .slidingWindow(
                settings.window(), settings.minimumCalls(), SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(settings.failureRate())
            .slowCallDurationThreshold(settings.slowCall())
            .slowCallRateThreshold(settings.slowRate())
            .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
            .maxWaitDurationInHalfOpenState(settings.halfOpenLongest())
            .build();
    return of("submit:" + id, config, wait, registries);
  }

  static Breaker ofPolls(AccountId id, PollBreaker settings, Registries registries) {
    var wait = new OpenWait(settings.openFor(), settings.longestOpen(), settings.slowCall());
    CircuitBreakerConfig config =
        usual(wait)
            .slidingWindow(
                Math.toIntExact(settings.window().toSeconds()),
                settings.minimumCalls(),
                SlidingWindowType.TIME_BASED)
            .failureRateThreshold(settings.failureRate())
            .slowCallDurationThreshold(settings.slowCall())
            .slowCallRateThreshold(settings.slowRate())
            .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
            .maxWaitDurationInHalfOpenState(settings.halfOpenLongest())
            .build();
    return of("poll:" + id, config, wait, registries);
  }

  /// Workers that skip open accounts never call, so the change to half-open cannot wait for a call.
  private static CircuitBreakerConfig.Builder usual(OpenWait wait) {
    return CircuitBreakerConfig.custom()
        .waitIntervalFunctionInOpenState(wait)
        .automaticTransitionFromOpenToHalfOpenEnabled(true)
        .recordResult(Verdict.FAULT::equals);
  }

  private static Breaker of(
      String name, CircuitBreakerConfig config, OpenWait wait, Registries registries) {
    CircuitBreaker circuit = registries.breakers().circuitBreaker(name, config);
    wait.follow(circuit);
    return new Breaker(circuit, wait);
  }

  boolean open() {
    return circuit.getState() == CircuitBreaker.State.OPEN;
  }

  boolean halfOpen() {
    return circuit.getState() == CircuitBreaker.State.HALF_OPEN;
  }

  void ended(Verdict verdict, Duration took) {
    if (verdict == Verdict.NOTHING) {
      circuit.releasePermission();
    } else {
      circuit.onResult(took.toNanos(), TimeUnit.NANOSECONDS, verdict);
    }
  }

  /// Never by {@code reset()}, whose timer opens the breaker again.
  void close() {
    if (circuit.getState() != CircuitBreaker.State.CLOSED) {
      circuit.transitionToClosedState();
    }
  }
}
