package io.reelgate.sandbox;

import java.time.Duration;

/// Waiting on purpose, on the thread of the request.
final class Pauses {
  private Pauses() {}

  static void take(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
