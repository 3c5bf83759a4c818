package io.reelgate.sandbox.empiriolabs;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Reads requests of this wire and writes its times.
final class EmpirioLabsExchange {
  private static final int MOST_BYTES = 1 << 20;

  private EmpirioLabsExchange() {}

  /// Where this simulator stands, as the caller sees it.
  static String base(HttpServletRequest request) {
    return ServletUriComponentsBuilder.fromContextPath(request)
        .path("/sandbox/empiriolabs")
        .toUriString();
  }

  static String text(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw EmpirioLabsRefusal.of(413);
    }
    return new String(body, UTF_8);
  }

  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
