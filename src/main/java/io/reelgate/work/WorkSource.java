package io.reelgate.work;

import java.util.List;

/// Where a loop gets its work.
@FunctionalInterface
public interface WorkSource<T> {
  /// Claims due work under a lease, in a transaction of its own that is over when this returns.
  ///
  /// @param limit how many items can begin at once; a source that groups its rows may give a few
  ///   more, which then wait for a slot
  List<T> claim(int limit);
}
