package io.reelgate.problem;

import org.jspecify.annotations.Nullable;

/// A caller's mistake, or a state of the gateway that the caller must hear of. Made by {@link
/// ProblemCode#problem}. The message is shown to the caller.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final @Nullable String param;

  ProblemException(ProblemCode code, @Nullable String param, String message) {
    super(message);
    this.code = code;
    this.param = param;
  }

  public ProblemCode code() {
    return code;
  }

  /// The offending field as the caller wrote it.
  public @Nullable String param() {
    return param;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
