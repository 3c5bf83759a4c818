package io.reelgate.outbound;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

/// Reads an HTTP answer, or the lack of one, as a {@link Fetch}.
final class Answers {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:[0-9]{1,18}-[0-9]{1,18}|\\*)/([0-9]{1,18})");

  private Answers() {}

  /// @param longest that the body may take, whatever its size
  static Fetch of(
      ResponseEntity<Flux<DataBuffer>> response, OutboundProperties properties, Duration longest) {
    Headers headers = new Headers(response);
    Duration bySize = totalLimit(headers, properties);
    Duration total = bySize.compareTo(longest) < 0 ? bySize : longest;
    BodyStream stream = new BodyStream(properties.idleTimeout(), total);
    @Nullable Flux<DataBuffer> body = response.getBody();
    (body == null ? Flux.<DataBuffer>empty() : body).subscribe(stream);
    int status = response.getStatusCode().value();
    Fetch fetch =
        switch (status) {
          case 200, 206, 416 ->
              headers.isEncoded()
                  ? new Fetch.Failed("the body is encoded")
                  : new FetchedBody(status, headers.selected(), stream);
          case 401, 403, 404, 410 -> new Fetch.Gone(status);
          default -> new Fetch.Failed("status " + status);
        };
    if (!(fetch instanceof Fetch.Body)) {
      stream.close();
    }
    return fetch;
  }

  static Fetch of(RuntimeException exception) {
    Throwable cause = Exceptions.unwrap(exception);
    for (Throwable next = cause; next != null; next = next.getCause()) {
      if (next instanceof AddressDeniedException) {
        return new Fetch.AddressDenied();
      }
      if (next instanceof TimeoutException) {
        return new Fetch.Failed("no answer in time");
      }
      cause = next;
    }
    return new Fetch.Failed(cause.getClass().getSimpleName());
  }

  private static Duration totalLimit(Headers headers, OutboundProperties properties) {
    long bySize = headers.contentLength().orElse(0) / properties.slowestBytesPerSecond();
    return properties.totalBase().plusSeconds(bySize);
  }

  /// Unreadable values count as missing.
  private record Headers(HttpHeaders all, int status) {
    Headers(ResponseEntity<?> response) {
      this(response.getHeaders(), response.getStatusCode().value());
    }

    boolean isEncoded() {
      @Nullable String encoding = all.getFirst(HttpHeaders.CONTENT_ENCODING);
      return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    OptionalLong contentLength() {
      return number(all.getFirst(HttpHeaders.CONTENT_LENGTH));
    }

    Fetch.Headers selected() {
      return new Fetch.Headers(
          all.getFirst(HttpHeaders.CONTENT_TYPE),
          contentLength(),
          totalLength(),
          all.getFirst(HttpHeaders.CONTENT_RANGE),
          all.getFirst(HttpHeaders.ETAG),
          all.getFirst(HttpHeaders.LAST_MODIFIED));
    }

    private OptionalLong totalLength() {
      if (status == 200) {
        return contentLength();
      }
      @Nullable String range = all.getFirst(HttpHeaders.CONTENT_RANGE);
      Matcher total = CONTENT_RANGE.matcher(range == null ? "" : range);
      return total.matches() ? number(total.group(1)) : OptionalLong.empty();
    }

    private static OptionalLong number(@Nullable String text) {
      return text != null && text.matches("[0-9]{1,18}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    }
  }
}
