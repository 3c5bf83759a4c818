package io.reelgate.provider;

import java.time.Duration;

/// The last moment at which a paid request may begin to leave this process, on the monotonic clock.
/// Checked on the event loop directly before the write, so that a process that slept past its lease
/// sends nothing when it wakes.
///
/// @param nanoTime a reading of {@link System#nanoTime}
public record SendDeadline(long nanoTime) {
  public static SendDeadline in(Duration duration) {
    return new SendDeadline(System.nanoTime() + duration.toNanos());
  }

  public boolean passed() {
    return System.nanoTime() - nanoTime >= 0;
  }
}
