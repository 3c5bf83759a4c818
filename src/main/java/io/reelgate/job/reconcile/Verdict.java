package io.reelgate.job.reconcile;

import io.reelgate.provider.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
  /// @param silent why the provider could not be asked; null when it could, or was not
  record Open(String why, Duration notBefore, @Nullable Failure silent) implements Verdict {
    Open(String why) {
      this(why, Duration.ZERO);
    }

    Open(String why, Duration notBefore) {
      this(why, notBefore, null);
    }

    static Open silent(Failure failure) {
      return new Open(
          "no answer: %s %s".formatted(failure.kind(), failure.code()), Duration.ZERO, failure);
    }
  }
}
