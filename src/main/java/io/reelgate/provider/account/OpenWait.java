package io.reelgate.provider.account;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long one breaker stays open: doubles with each try that failed. A half-open breaker that
/// opens again only because nobody called it in time waits as long as it did before; the library's
/// own count of openings would make a provider worse that is merely asked rarely.
final class OpenWait implements IntervalFunction {
  private static final double JITTER = 0.3;

  private final Duration first;
  private final Duration longest;
  private final Duration slow;
  private int openings;
  private boolean failed = true;
  private Duration last;

  /// @param slow a call that takes longer counts as failed here
  OpenWait(Duration first, Duration longest, Duration slow) {
    this.first = first;
    this.longest = longest;
    this.slow = slow;
    this.last = first;
  }

  /// Hears of the breaker's calls, which the library tells before it moves.
  void follow(CircuitBreaker breaker) {
    breaker.getEventPublisher().onError(_ -> failed());
    breaker
        .getEventPublisher()
        .onSuccess(event -> {
          if (event.getElapsedDuration().compareTo(slow) > 0) {
            failed();
          }
        });
    breaker
        .getEventPublisher()
        .onStateTransition(event -> moved(event.getStateTransition().getToState()));
  }

  private synchronized void failed() {
    failed = true;
  }

  private synchronized void moved(CircuitBreaker.State to) {
    if (to == CircuitBreaker.State.HALF_OPEN) {
      failed = false;
    } else if (to == CircuitBreaker.State.CLOSED) {
      openings = 0;
    }
  }

  /// Asked once for each opening.
  @Override
  public synchronized Long apply(Integer ignored) {
    if (openings == 0 || failed) {
      openings++;
      last = jittered(doubled());
    }
    return last.toMillis();
  }

  private Duration doubled() {
    double factor = Math.pow(2, openings - 1.0);
    return Duration.ofMillis(
        (long) Math.min(first.toMillis() * factor, (double) longest.toMillis()));
  }

  private Duration jittered(Duration wait) {
    double part = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    Duration jittered = Duration.ofMillis(Math.max(1, (long) (wait.toMillis() * part)));
    return jittered.compareTo(longest) > 0 ? longest : jittered;
  }

  /// The wait of the latest opening.
  synchronized Duration last() {
    return last;
  }
}
