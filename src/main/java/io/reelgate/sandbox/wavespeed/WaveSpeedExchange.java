package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.LenientJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/// Reads requests of this wire.
final class WaveSpeedExchange {
  private static final int MOST_BYTES = 1 << 20;

  private WaveSpeedExchange() {}

  /// Where this simulator stands, as the caller sees it.
  static String base(HttpServletRequest request) {
    return ServletUriComponentsBuilder.fromContextPath(request)
        .path("/sandbox/wavespeed")
        .toUriString();
  }

  static String text(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new WaveSpeedRefusal(413, "request body too large");
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  static JsonNode object(HttpServletRequest request) throws IOException {
    JsonNode body = LenientJson.read(text(request));
    if (body == null || !body.isObject()) {
      throw WaveSpeedRefusal.badRequest("invalid request body: not a JSON object");
    }
    return body;
  }
}
