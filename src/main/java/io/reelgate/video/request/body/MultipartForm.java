package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/// Reads {@code multipart/form-data} as it streams in: texts are kept, files are counted and
/// dropped, nothing touches the disk.
final class MultipartForm {
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int BUFFER_BYTES = 16 * 1024;

  /// Reactor's name for what hears of errors that come after the first: the reader tells a fault to
  /// the part and to the whole, and the second would be logged as a bug of ours.
  private static final String DROPPED = "reactor.onErrorDropped.local";

  private final PartEventHttpMessageReader parts = new PartEventHttpMessageReader();
  private final int maxTextBytes;
  private final long maxFormBytes;
  private final Predicate<String> known;

  MultipartForm(int maxTextBytes, long maxFormBytes, Predicate<String> known) {
    this.maxTextBytes = maxTextBytes;
    this.maxFormBytes = maxFormBytes;
    this.known = known;
    parts.setMaxInMemorySize(maxTextBytes);
    parts.setMaxHeadersSize(MAX_HEADER_BYTES);
    parts.setMaxParts(-1);
  }

  List<FormField> read(InputStream body, MediaType type) throws IOException {
    @Nullable String boundary = type.getParameter("boundary");
    if (boundary == null || boundary.isBlank()) {
      throw malformed("the content type names no boundary");
    }
    PartCollector collector = new PartCollector(maxTextBytes, known);
    try {
      events(new CountedStream(body, maxFormBytes), type)
          .doOnNext(collector::add)
          .contextWrite(Context.of(DROPPED, (Consumer<Throwable>) _ -> {}))
          .blockLast();
    } catch (ProblemException refusal) {
      throw refusal;
    } catch (DataBufferLimitException _) {
      throw PartCollector.textTooLarge(maxTextBytes);
    } catch (CodecException | IllegalArgumentException | IllegalStateException _) {
      throw malformed("it must be parts between boundaries, each with a form-data name");
    } catch (RuntimeException wrapped) {
      if (Exceptions.unwrap(wrapped) instanceof IOException broken) {
        throw broken;
      }
      throw wrapped;
    }
    return collector.fields();
  }

  private Flux<PartEvent> events(InputStream body, MediaType type) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(type);
    Flux<DataBuffer> buffers =
        DataBufferUtils.readInputStream(
            () -> body, DefaultDataBufferFactory.sharedInstance, BUFFER_BYTES);
    return parts.read(
        ResolvableType.forClass(PartEvent.class), new Message(headers, buffers), Map.of());
  }

  private static ProblemException malformed(String reason) {
    return ProblemCode.INVALID_VALUE.problem(null, "the multipart body is malformed: " + reason);
  }

  private record Message(HttpHeaders headers, Flux<DataBuffer> body)
      implements ReactiveHttpInputMessage {
    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public Flux<DataBuffer> getBody() {
      return body;
    }
  }
}
