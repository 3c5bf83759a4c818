package io.reelgate.provider;

import java.util.Set;

/// What a look for the task of a lost order has shown.
public sealed interface Findings {
  /// Every task that could be the order's.
  ///
  /// @param upstreamIds their ids at the provider; whether one of them is another order's is not
  ///   known here
  /// @param whole whether there is certainly no other one
  record Tasks(Set<String> upstreamIds, boolean whole) implements Findings {
    public Tasks {
      upstreamIds = Set.copyOf(upstreamIds);
    }
  }

  /// The provider could not be asked.
  record NoAnswer(Failure failure) implements Findings {}
}
