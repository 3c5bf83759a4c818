package io.reelgate.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before the next try.
///
/// @param first the delay after the first try
/// @param factor what each further try multiplies the delay by
/// @param longest no delay is longer
public record Backoff(Duration first, double factor, Duration longest) {
  private static final double JITTER = 0.2;

  /// The delay after a number of tries, without jitter.
  public Duration after(int tries) {
    double millis = (double) first.toMillis() * Math.pow(factor, Math.max(0, tries - 1));
    return Duration.ofMillis((long) Math.min(millis, (double) longest.toMillis()));
  }

  /// Anything between nothing and the delay, so that many waiters spread out.
  public Duration fullJitterAfter(int tries) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(after(tries).toMillis() + 1));
  }

  /// The duration, 20 % more or less.
  public static Duration jittered(Duration duration) {
    double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Duration.ofNanos((long) ((double) duration.toNanos() * factor));
  }
}
