package io.reelgate.provider.account;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one replica learned of an account and the others have to know. It holds here at once, and
/// is written with the next beat, however often it was said in between.
final class News {
  private long pausedUntil = System.nanoTime();
  private long pollsPausedUntil = pausedUntil;
  private boolean pauseToTell;
  private @Nullable Failure forced;

  /// What others do not know yet.
  ///
  /// @param pause whether there is a new one
  /// @param pausedUntil for orders, on the monotonic clock
  /// @param pollsPausedUntil for questions
  record Unwritten(
      boolean pause, long pausedUntil, long pollsPausedUntil, @Nullable Failure forced) {
    Duration orders() {
      return left(pausedUntil);
    }

    Duration polls() {
      return left(pollsPausedUntil);
    }
  }

  synchronized void pauseOrders(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    if (until - pausedUntil > 0) {
      pausedUntil = until;
      pauseToTell = true;
    }
  }

  synchronized void pausePolls(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    if (until - pollsPausedUntil > 0) {
      pollsPausedUntil = until;
      pauseToTell = true;
    }
  }

  synchronized void force(Failure failure) {
    forced = failure;
  }

  synchronized @Nullable FailureKind forced() {
    return forced == null ? null : forced.kind();
  }

  synchronized Duration pauseLeft() {
    return left(pausedUntil);
  }

  synchronized Duration pollPauseLeft() {
    return left(pollsPausedUntil);
  }

  private static Duration left(long until) {
    return Duration.ofNanos(until - System.nanoTime());
  }

  synchronized Optional<Unwritten> unwritten() {
    return pauseToTell || forced != null
        ? Optional.of(new Unwritten(pauseToTell, pausedUntil, pollsPausedUntil, forced))
        : Optional.empty();
  }

  /// What was said since stays for the next beat.
  synchronized void written(Unwritten told) {
    if (Objects.equals(forced, told.forced())) {
      forced = null;
    }
    pauseToTell = pausedUntil != told.pausedUntil() || pollsPausedUntil != told.pollsPausedUntil();
  }

  synchronized void forget() {
    pausedUntil = System.nanoTime();
    pollsPausedUntil = pausedUntil;
    pauseToTell = false;
    forced = null;
  }
}
