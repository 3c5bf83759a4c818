package io.reelgate.outbound;

import java.io.IOException;

/// A body that ended early, stalled or was too slow. What was copied so far is not the file.
public final class BrokenBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenBodyException(String reason) {
    super(reason);
  }
}
