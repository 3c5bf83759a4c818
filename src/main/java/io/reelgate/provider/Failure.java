package io.reelgate.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why something did not work.
///
/// @param code the provider's raw code or HTTP status, for operators
/// @param detail one line for operators; never a key, a prompt or a signed URL
/// @param retryAfter how long the provider asked to be left alone
public record Failure(
    FailureKind kind, @Nullable String code, String detail, @Nullable Duration retryAfter) {
  private static final int MAX_DETAIL = 500;

  public Failure {
    detail = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
  }

  public static Failure of(FailureKind kind, @Nullable String code, String detail) {
    return new Failure(kind, code, detail, null);
  }
}
