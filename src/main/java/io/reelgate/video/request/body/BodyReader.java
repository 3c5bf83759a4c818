package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the body of a POST, whichever of the two encodings the caller's client prefers.
public final class BodyReader {
  private static final Set<Charset> CHARSETS =
      Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII);

  private final int maxJsonBytes;
  private final MultipartForm form;

  /// @param maxJsonBytes largest JSON body, and most text in a form
  /// @param maxFormBytes largest form, files included
  /// @param known tells the names of fields, aliases too
  public BodyReader(int maxJsonBytes, long maxFormBytes, Predicate<String> known) {
    this.maxJsonBytes = maxJsonBytes;
    this.form = new MultipartForm(maxJsonBytes, maxFormBytes, known);
  }

  public RequestBody read(HttpServletRequest request) {
    try {
      MediaType type = type(request);
      if (MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)) {
        return new RequestBody(json(request), false);
      }
      if (MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type)) {
        return new RequestBody(FormTree.of(form.read(request.getInputStream(), type)), true);
      }
      throw unsupported();
    } catch (IOException broken) {
      throw ProblemCode.INVALID_VALUE.problem(
          null, "the request body could not be read to its end");
    }
  }

  private MediaType type(HttpServletRequest request) throws IOException {
    @Nullable String header = request.getContentType();
    if (header == null) {
      throw request.getInputStream().read() < 0 ? empty() : unsupported();
    }
    try {
      MediaType type = MediaType.parseMediaType(header);
      if (!isUtf8(type)) {
        throw unsupported();
      }
      return type;
    } catch (IllegalArgumentException _) {
      throw unsupported();
    }
  }

  /// Whether a type names no charset, or one that UTF-8 can stand for.
  static boolean isUtf8(MediaType type) {
    return type.getCharset() == null || CHARSETS.contains(type.getCharset());
  }

  private ObjectNode json(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > maxJsonBytes) {
      throw CountedStream.tooLarge(maxJsonBytes);
    }
    InputStream body = new CountedStream(request.getInputStream(), maxJsonBytes);
    String text = Texts.utf8(body.readAllBytes()).orElseThrow(BodyReader::notUtf8);
    if (text.isBlank()) {
      throw empty();
    }
    JsonNode tree = StrictJson.read(text, Path.BODY, ProblemCode.INVALID_JSON);
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw Path.BODY.problem(ProblemCode.INVALID_JSON, "must be a JSON object");
  }

  private static ProblemException empty() {
    return Path.BODY.problem(ProblemCode.INVALID_JSON, "is empty");
  }

  private static ProblemException notUtf8() {
    return Path.BODY.problem(ProblemCode.INVALID_JSON, "is not valid UTF-8");
  }

  private static ProblemException unsupported() {
    return ProblemCode.UNSUPPORTED_MEDIA_TYPE.problem(
        null, "the content type must be application/json or multipart/form-data, in UTF-8");
  }
}
