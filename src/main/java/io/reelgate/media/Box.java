package io.reelgate.media;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The content of one box of an MP4 file, as far as it was read. Files lie: whatever is outside of
/// the content reads as zero, and a child that does not fit ends the list of children.
final class Box {
  private static final int HEADER = 8;
  private static final int LARGE_HEADER = 16;

  private final byte[] bytes;
  private final int start;
  private final int end;

  private Box(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  static Box of(byte[] content) {
    return new Box(content, 0, content.length);
  }

  /// An unsigned number of four bytes.
  long number32(int offset) {
    return number(offset, Integer.BYTES);
  }

  /// A number of eight bytes; negative when it does not fit.
  long number64(int offset) {
    return number(offset, Long.BYTES);
  }

  int version() {
    return (int) number(0, 1);
  }

  String word(int offset) {
    return offset >= 0 && offset + 4 <= end - start
        ? new String(bytes, start + offset, 4, StandardCharsets.ISO_8859_1)
        : "";
  }

  Optional<Box> child(String type) {
    return children(type).stream().findFirst();
  }

  List<Box> children(String type) {
    List<Box> found = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= end - start) {
      boolean large = number32(at) == 1;
      int header = large ? LARGE_HEADER : HEADER;
      long size = large ? number64(at + HEADER) : number32(at);
      long fitting = size == 0 ? end - start - at : Math.min(size, (long) end - start - at);
      if ((size != 0 && size < header) || fitting < header) {
        break;
      }
      if (word(at + 4).equals(type)) {
        found.add(new Box(bytes, start + at + header, start + at + (int) fitting));
      }
      at += (int) fitting;
    }
    return found;
  }

  private long number(int offset, int length) {
    if (offset < 0 || offset + length > end - start) {
      return 0;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << Byte.SIZE) | (bytes[start + offset + i] & 0xff);
    }
    return value;
  }
}
