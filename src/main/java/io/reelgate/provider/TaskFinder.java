package io.reelgate.provider;

import java.time.Duration;

/// The optional face of an adapter whose provider can be asked for tasks without knowing their ids:
/// it searches by our token, lists by time, or tells what it billed. Throws nothing for what a
/// provider or a network does, and never costs money.
public interface TaskFinder {
  /// The longest that {@link #find} can take, all timeouts together.
  Duration longestFind();

  Findings find(LostOrder order);
}
