package io.reelgate.media;

import java.util.Arrays;
import java.util.Optional;

/// Finds the box with a file's facts, which stands at the beginning or after all the pictures, with
/// few and small reads.
final class MovieBox {
  private static final int FIRST_READ = 64 * 1024;
  private static final int MOST_READ = 1024 * 1024;
  private static final int MOST_READS = 8;
  private static final int MOST_BOXES = 64;
  private static final int LARGE_HEADER = 16;

  private final ByteSource source;
  private byte[] window = {};
  private long windowStart;
  private int reads;

  private MovieBox(ByteSource source) {
    this.source = source;
  }

  static Optional<Box> find(ByteSource source) {
    return new MovieBox(source).find();
  }

  private Optional<Box> find() {
    long at = 0;
    for (int boxes = 0; boxes < MOST_BOXES; boxes++) {
      Box header = Box.of(bytes(at, LARGE_HEADER, FIRST_READ));
      long size = header.number32(0) == 1 ? header.number64(8) : header.number32(0);
      boolean toTheEnd = header.number32(0) == 0 && !header.word(4).isEmpty();
      if (header.word(4).equals("moov") && (toTheEnd || size > LARGE_HEADER)) {
        int length = toTheEnd ? MOST_READ : (int) Math.min(size, MOST_READ);
        return Box.of(bytes(at, length, length)).child("moov");
      }
      if (size < 8 || at > Long.MAX_VALUE - size) {
        return Optional.empty();
      }
      at += size;
    }
    return Optional.empty();
  }

  /// Bytes from the window, which is moved when they are not in it.
  private byte[] bytes(long offset, int wanted, int readAhead) {
    boolean inside = offset >= windowStart && offset - windowStart <= (long) window.length - wanted;
    if (!inside && reads < MOST_READS) {
      reads++;
      byte[] read = source.read(offset, readAhead);
      window = read.length > readAhead ? Arrays.copyOf(read, readAhead) : read;
      windowStart = offset;
      inside = true;
    }
    if (!inside) {
      return new byte[0];
    }
    int from = (int) (offset - windowStart);
    return Arrays.copyOfRange(window, from, Math.min(window.length, from + wanted));
  }
}
