package io.reelgate.problem;

/// Nothing true can be said about the outcome: the connection ends without any answer, so that the
/// client's own retry asks again. Only for a commit whose fate could not be learned.
public final class UnansweredException extends RuntimeException {
  /// Names the request attribute that tells the server to hang up.
  public static final String ATTRIBUTE = UnansweredException.class.getName();

  private static final long serialVersionUID = 1L;

  public UnansweredException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
