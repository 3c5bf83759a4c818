package io.reelgate.video;

import io.reelgate.job.JobId;
import io.reelgate.job.StoredOutput;
import io.reelgate.outbound.Fetch;
import io.reelgate.outbound.FetchRequest;
import io.reelgate.outbound.GuardedClient;
import io.reelgate.outbound.UrlSource;
import io.reelgate.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Passes a file on from where the provider keeps it to whoever asked, no faster than they read.
/// One range is passed on; HEAD costs the provider one byte.
@Component
class FileStream {
  private static final Logger LOG = LoggerFactory.getLogger(FileStream.class);
  private static final Pattern ONE_RANGE =
      Pattern.compile("bytes=(?:(\\d{1,18})-(\\d{1,18})?|-\\d{1,18})");
  private static final String FIRST_BYTE = "bytes=0-0";

  private final GuardedClient client;

  FileStream(GuardedClient client) {
    this.client = client;
  }

  void send(JobId id, StoredOutput output, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String tag = "\"" + id + "-" + output.index() + "\"";
    if (has(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setHeader(HttpHeaders.ETAG, tag);
      response.setStatus(HttpStatus.NOT_MODIFIED.value());
      return;
    }
    boolean head = request.getMethod().equals("HEAD");
    String range = head ? FIRST_BYTE : range(request, tag).orElse(null);
    Fetch fetch =
        client.fetch(FetchRequest.of(output.url(), UrlSource.PROVIDER).withRange(range, null));
    switch (fetch) {
      case Fetch.Body body -> pass(id, output, tag, body, head, response);
      case Fetch.Gone _ ->
          throw ProblemCode.VIDEO_EXPIRED.problem(null, "the provider no longer has the file");
      case Fetch.AddressDenied _ -> throw unreachable(id, "its address is not allowed");
      case Fetch.Failed(String reason) -> throw unreachable(id, reason);
    }
  }

  /// Whether the caller's list of tags holds this one, weak or not, or any.
  private static boolean has(@Nullable String tags, String tag) {
    return tags != null
        && Stream.of(tags.split(",", -1))
            .map(each -> each.strip().replaceFirst("^W/", ""))
            .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  /// A range that is asked for under another tag than ours means the whole file.
  private static Optional<String> range(HttpServletRequest request, String tag) {
    String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
    return ifRange != null && !ifRange.equals(tag)
        ? Optional.empty()
        : Optional.ofNullable(request.getHeader(HttpHeaders.RANGE))
            .filter(FileStream::meansOneRange);
  }

  private static boolean meansOneRange(String range) {
    Matcher one = ONE_RANGE.matcher(range);
    return one.matches()
        && (one.group(2) == null || Long.parseLong(one.group(1)) <= Long.parseLong(one.group(2)));
  }

  private static RuntimeException unreachable(JobId id, String reason) {
    LOG.warn("job {}: its output cannot be read at the provider now: {}", id, reason);
    return ProblemCode.OUTPUT_UNREACHABLE.problem(
        null, "the provider's copy of the file cannot be read now; try again");
  }

  private static void pass(
      JobId id,
      StoredOutput output,
      String tag,
      Fetch.Body body,
      boolean head,
      HttpServletResponse response)
      throws IOException {
    try (body) {
      Fetch.Headers headers = body.headers();
      response.setContentType(output.contentType());
      response.setHeader(HttpHeaders.ETAG, tag);
      response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name(id, output) + "\"");
      if (head) {
        (headers.totalLength().isPresent() ? headers.totalLength() : headers.contentLength())
            .ifPresent(response::setContentLengthLong);
        return;
      }
      response.setStatus(body.status());
      setIfThere(response, HttpHeaders.CONTENT_RANGE, headers.contentRange());
      headers.contentLength().ifPresent(response::setContentLengthLong);
      if (body.status() != HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()) {
        body.writeTo(response.getOutputStream());
      } else {
        response.setContentLengthLong(0);
      }
    }
  }

  private static String name(JobId id, StoredOutput output) {
    return output.index() == 0 ? id + ".mp4" : id + "-" + output.index() + ".mp4";
  }

  private static void setIfThere(
      HttpServletResponse response, String name, @Nullable String value) {
    if (value != null) {
      response.setHeader(name, value);
    }
  }
}
