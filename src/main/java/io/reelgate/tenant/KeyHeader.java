package io.reelgate.tenant;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a request carries its key: {@code Authorization: Bearer}, or {@code x-api-key} when there
/// is no bearer key.
final class KeyHeader {
  private static final String SCHEME = "Bearer ";

  private KeyHeader() {}

  static Optional<String> bearer(HttpServletRequest request) {
    @Nullable String value = request.getHeader("Authorization");
    return value != null && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(value.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  static Optional<String> bearerOrApiKey(HttpServletRequest request) {
    return bearer(request).or(() -> Optional.ofNullable(request.getHeader("x-api-key")));
  }
}
