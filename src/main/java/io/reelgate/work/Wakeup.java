package io.reelgate.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A nudge for a waiting loop, so that work put in by this process starts at once. Only a hint: a
/// lost nudge costs one idle interval, never a row. Nudges that nobody waits for do not pile up.
public final class Wakeup {
  private final Semaphore nudges = new Semaphore(0);

  public void signal() {
    if (nudges.availablePermits() == 0) {
      nudges.release();
    }
  }

  /// Waits for a nudge, or for the time to pass. All nudges so far count as one.
  void await(Duration longest) {
    try {
      if (nudges.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        nudges.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
