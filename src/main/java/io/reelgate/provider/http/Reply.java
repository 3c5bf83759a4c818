package io.reelgate.provider.http;

import io.reelgate.provider.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one request.
public sealed interface Reply {
  /// A whole answer came back, whatever it is worth.
  ///
  /// @param body as text, empty where an error's body could not be read
  /// @param retryAfter how long the provider asked to be left alone
  record Answered(int status, String body, @Nullable Duration retryAfter) implements Reply {
    public boolean successful() {
      return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
      return "Answered[" + status + ", " + body.length() + " characters]";
    }
  }

  /// Proven: no byte of the request left.
  record NotSent(Failure failure) implements Reply {}

  /// The request may have arrived; what came of it is not known.
  record Lost(Failure failure) implements Reply {}
}
