package io.reelgate.job.reconcile;

import io.reelgate.provider.Failure;
import java.time.Duration;

/// What one look at an unknown attempt has come to.
sealed interface Verdict {
  /// The provider has the task.
  ///
  /// @param how what told of it
  record Found(String upstreamId, String how) implements Verdict {}

  /// The identical order was refused for what it asks.
  record Refused(Failure failure) implements Verdict {}

  /// Proven that there is no task.
  record Absent(String how) implements Verdict {}

  /// Nothing is proven.
  ///
  /// @param why in words for operators
  /// @param notBefore another look is of no use earlier
  record Open(String why, Duration notBefore) implements Verdict {
    Open(String why) {
      this(why, Duration.ZERO);
    }
  }
}
