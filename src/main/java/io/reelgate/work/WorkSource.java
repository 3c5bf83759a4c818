package io.reelgate.work;

import java.util.List;

/// Where a loop gets its work.
@FunctionalInterface
public interface WorkSource<T> {
  /// Claims due work under a lease, in a transaction of its own that is over when this returns.
  ///
  /// @param limit most items
  List<T> claim(int limit);
}
