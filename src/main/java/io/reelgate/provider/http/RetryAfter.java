package io.reelgate.provider.http;

import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Reads how long a provider asks to be left alone.
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /// Seconds, or a date, which counts from the provider's own clock.
  static @Nullable Duration of(HttpHeaders headers) {
    String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
    if (value == null) {
      return null;
    }
    try {
      return value.strip().matches("[0-9]{1,9}")
          ? bounded(Duration.ofSeconds(Long.parseLong(value.strip())))
          : untilDate(headers);
    } catch (IllegalArgumentException | DateTimeException malformed) {
      return null;
    }
  }

  private static @Nullable Duration untilDate(HttpHeaders headers) {
    long until = headers.getFirstDate(HttpHeaders.RETRY_AFTER);
    long now = headers.getDate();
    return until < 0 || now < 0 ? null : bounded(Duration.ofMillis(until - now));
  }

  private static Duration bounded(Duration wanted) {
    if (wanted.isNegative()) {
      return Duration.ZERO;
    }
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }
}
