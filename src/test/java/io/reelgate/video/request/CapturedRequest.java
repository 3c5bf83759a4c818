package io.reelgate.video.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.mock.web.MockHttpServletRequest;

/// One recorded HTTP/1.1 request of an unmodified client, chunks taken apart as a server does.
final class CapturedRequest {
  private final String path;
  private final List<String> headers;
  private final byte[] body;

  private CapturedRequest(String path, List<String> headers, byte[] body) {
    this.path = path;
    this.headers = headers;
    this.body = body;
  }

  private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

  static CapturedRequest named(String name) throws IOException {
    try (InputStream file =
        CapturedRequest.class.getResourceAsStream("/captures/" + name + ".http")) {
      return parse(Objects.requireNonNull(file, name).readAllBytes());
    }
  }

  private static CapturedRequest parse(byte[] raw) {
    int end = indexOf(raw, BLANK_LINE);
    String head = new String(raw, 0, end, StandardCharsets.ISO_8859_1);
    List<String> lines = head.lines().toList();
    byte[] body = Arrays.copyOfRange(raw, end + BLANK_LINE.length, raw.length);
    boolean chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    return new CapturedRequest(
        lines.getFirst().split(" ", -1)[1],
        lines.subList(1, lines.size()),
        chunked ? joined(body) : body);
  }

  private static int indexOf(byte[] raw, byte[] wanted) {
    for (int at = 0; at <= raw.length - wanted.length; at++) {
      if (Arrays.equals(raw, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new IllegalArgumentException("no end of the head");
  }

  private static byte[] joined(byte[] chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int lineEnd = at;
      while (chunks[lineEnd] != '\r') {
        lineEnd++;
      }
      String size = new String(chunks, at, lineEnd - at, StandardCharsets.ISO_8859_1);
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        return body.toByteArray();
      }
      body.write(chunks, lineEnd + 2, length);
      at = lineEnd + 2 + length + 2;
    }
  }

  MockHttpServletRequest toServlet() {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    for (String header : headers) {
      int colon = header.indexOf(':');
      request.addHeader(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    request.setContent(body);
    return request;
  }

  Purpose purpose() {
    return switch (path) {
      case "/v1/videos" -> new Purpose.Create();
      case "/v1/videos/edits" -> new Purpose.Edit();
      case "/v1/videos/extensions" -> new Purpose.Extension();
      default -> new Purpose.Remix(path.split("/", -1)[3]);
    };
  }

  DecodedRequest decode() {
    return Posts.DECODER.decode(toServlet(), purpose());
  }
}
