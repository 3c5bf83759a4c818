package io.reelgate.web;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id that an answer, its log lines and a support question share.
final class RequestId {
  static final String HEADER = "x-request-id";
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private RequestId() {}

  /// The caller's own id when it is harmless, else a new one.
  static String of(@Nullable String incoming) {
    return incoming != null && ACCEPTED.matcher(incoming).matches() ? incoming : random();
  }

  static String random() {
    return "req_" + UUID.randomUUID().toString().replace("-", "");
  }
}
