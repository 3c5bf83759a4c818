package io.reelgate.video.request.body;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What every text of a request must be: Unicode that the database can store.
public final class Texts {
  private Texts() {}

  /// Whether the text has neither NUL nor half of a surrogate pair.
  static boolean storable(CharSequence text) {
    for (int at = 0; at < text.length(); at++) {
      char here = text.charAt(at);
      if (here == 0 || Character.isLowSurrogate(here)) {
        return false;
      }
      if (Character.isHighSurrogate(here)) {
        at++;
        if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
          return false;
        }
      }
    }
    return true;
  }

  static void check(String text, Path path) {
    if (!storable(text)) {
      throw path.invalid("must not contain a NUL character or an unpaired surrogate");
    }
  }

  /// The bytes as text, or empty if they are not UTF-8.
  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /// A caller's word as it may stand in a message: printable and short.
  public static String shown(String word, int most) {
    String cut = word.length() > most ? word.substring(0, most) + "…" : word;
    StringBuilder text = new StringBuilder(cut.length());
    cut.codePoints().map(point -> printable(point) ? point : '?').forEach(text::appendCodePoint);
    return text.toString();
  }

  private static boolean printable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
