package io.reelgate.provider.http;

import io.reelgate.provider.SendDeadline;
import java.util.concurrent.atomic.AtomicReference;

/// Decides between two threads whether a paid request leaves: the event loop opens the gate
/// directly before it writes, and whoever gives up shuts it. Only one of them wins, and only once,
/// so that a shut gate proves that nothing was and will be sent.
final class SendGate {
  private final SendDeadline notAfter;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  SendGate(SendDeadline notAfter) {
    this.notAfter = notAfter;
  }

  /// Lets one write pass, or throws.
  void open() {
    if (notAfter.passed()) {
      throw new DeadlinePassedException();
    }
    if (!state.compareAndSet(State.WAITING, State.OPENED)) {
      throw new IllegalStateException("this order was already sent or given up");
    }
  }

  /// Whether it is now certain that nothing was sent.
  boolean shut() {
    return state.updateAndGet(now -> now == State.OPENED ? State.OPENED : State.SHUT) == State.SHUT;
  }

  private enum State {
    WAITING,
    OPENED,
    SHUT
  }
}
