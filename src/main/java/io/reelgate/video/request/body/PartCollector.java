package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;

/// Sorts the parts of one form into texts and files. The field's name decides, not a file name and
/// not the part's own type: clients send uploads without a file name, and texts as octet-stream.
final class PartCollector {
  private static final int MAX_PARTS = 100;
  private static final int MAX_URL = 8_192;

  private static final Set<String> MAY_HOLD_BYTES =
      Set.of(
          "input_reference",
          "input_reference[]",
          "input_references",
          "input_references[]",
          "first_frame",
          "last_frame",
          "video",
          "image");

  private final int maxTextBytes;
  private final Predicate<String> known;
  private final List<FormField> fields = new ArrayList<>();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int parts;
  private long texts;
  private @Nullable Path uploaded;
  private @Nullable PartHead head;

  PartCollector(int maxTextBytes, Predicate<String> known) {
    this.maxTextBytes = maxTextBytes;
    this.known = known;
  }

  private record PartHead(String name, boolean file) {}

  void add(PartEvent event) {
    try {
      PartHead part = head == null ? begin(event.headers()) : head;
      head = part;
      keep(part, event.content());
      if (event.isLast()) {
        end(part);
        head = null;
      }
    } finally {
      DataBufferUtils.release(event.content());
    }
  }

  /// All texts in wire order, once the whole body was read.
  List<FormField> fields() {
    if (uploaded != null) {
      throw Uploads.refused(uploaded);
    }
    return List.copyOf(fields);
  }

  private PartHead begin(HttpHeaders headers) {
    if (++parts > MAX_PARTS) {
      throw ProblemCode.PAYLOAD_TOO_LARGE.problem(
          null, "a form may have at most " + MAX_PARTS + " parts");
    }
    @Nullable String name = headers.getContentDisposition().getName();
    if (name == null || name.isEmpty()) {
      throw ProblemCode.INVALID_VALUE.problem(null, "a part of the form has no name");
    }
    Texts.check(name, Path.BODY.member(name));
    kept.reset();
    @Nullable MediaType type = headers.getContentType();
    if (type != null && !BodyReader.isUtf8(type)) {
      throw Path.BODY.member(name).invalid("must be UTF-8 text");
    }
    return new PartHead(name, MAY_HOLD_BYTES.contains(name) && !isText(type));
  }

  private static boolean isText(@Nullable MediaType type) {
    return type == null || type.getType().equalsIgnoreCase("text");
  }

  private void keep(PartHead part, DataBuffer content) {
    int length = content.readableByteCount();
    if (!part.file()) {
      texts += length;
      if (texts > maxTextBytes) {
        throw textTooLarge(maxTextBytes);
      }
    }
    int wanted = part.file() ? Math.min(length, MAX_URL + 1 - kept.size()) : length;
    byte[] bytes = new byte[wanted];
    content.read(bytes);
    kept.writeBytes(bytes);
  }

  private void end(PartHead part) {
    Path path = Path.BODY.member(part.name());
    byte[] bytes = kept.toByteArray();
    if (part.file() ? !isUrl(bytes) : isDamagedUpload(part, bytes)) {
      uploaded = uploaded == null ? path : uploaded;
      return;
    }
    String root = FormField.root(part.name());
    String text =
        Texts.utf8(bytes)
            .filter(decoded -> !decoded.contains("\uFFFD"))
            .orElseGet(() -> unreadable(root, path));
    Texts.check(text, path);
    fields.add(FormField.of(part.name(), text));
  }

  /// Bytes under a name that may hold them, by a client that gives its files no type.
  private static boolean isDamagedUpload(PartHead part, byte[] bytes) {
    return MAY_HOLD_BYTES.contains(part.name())
        && Texts.utf8(bytes).filter(text -> !text.contains("\uFFFD")).isEmpty();
  }

  /// Form texts arrive already decoded, damage shown as U+FFFD. An unknown field is better refused
  /// for its name than for its bytes.
  private String unreadable(String root, Path path) {
    if (known.test(root)) {
      throw path.invalid("must be UTF-8 text, without the replacement character U+FFFD");
    }
    return "";
  }

  private static boolean isUrl(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.chars().allMatch(each -> each > ' ' && each < 0x7F)
        && (text.startsWith("http://") || text.startsWith("https://") || text.startsWith("data:"));
  }

  static ProblemException textTooLarge(int most) {
    return ProblemCode.PAYLOAD_TOO_LARGE.problem(
        null,
        "the texts of a form may have at most "
            + most
            + " bytes in all, the headers of a part 8192");
  }
}
