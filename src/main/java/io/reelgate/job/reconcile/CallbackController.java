package io.reelgate.job.reconcile;

import io.reelgate.provider.CallbackReader.Call;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// A provider calls us under an attempt's own address. Who does not know it learns nothing: every
/// other path is answered alike, and with no word.
@RestController
@Hidden
class CallbackController {
  private static final int MOST_BYTES = 256 * 1024;
  private static final Pattern PATH =
      Pattern.compile("/([a-z0-9-]{1,64})/([0-9a-f-]{36})\\.([A-Za-z0-9_-]{1,100})");

  private final CallbackUrls urls;
  private final CallbackDesk desk;

  CallbackController(CallbackUrls urls, CallbackDesk desk) {
    this.urls = urls;
    this.desk = desk;
  }

  private record Address(String provider, UUID token) {}

  @PostMapping("/callbacks/{*path}")
  void receive(@PathVariable String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Address> address = address(path);
    response.setStatus(
        address.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : taken(address.get(), request));
  }

  private int taken(Address address, HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
    }
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
    }
    var call = new Call(headers(request), body);
    return switch (desk.take(address.provider(), address.token(), call)) {
      case TAKEN -> HttpServletResponse.SC_NO_CONTENT;
      case NO_SUCH_ATTEMPT -> HttpServletResponse.SC_NOT_FOUND;
      case CALL_AGAIN -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    };
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.putIfAbsent(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    return headers;
  }

  private Optional<Address> address(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return token(parts.group(2))
        .filter(token -> urls.ours(parts.group(1), token, parts.group(3)))
        .map(token -> new Address(parts.group(1), token));
  }

  private static Optional<UUID> token(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
