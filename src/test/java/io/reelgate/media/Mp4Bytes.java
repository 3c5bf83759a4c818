package io.reelgate.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes the boxes of an MP4 file.
final class Mp4Bytes {
  private static final int TIMESCALE = 1000;

  private Mp4Bytes() {}

  static byte[] box(String type, byte[]... content) {
    byte[] all = join(content);
    return join(number32(all.length + 8), type.getBytes(StandardCharsets.ISO_8859_1), all);
  }

  /// A box whose header claims a size, in 32 or in 64 bits.
  static byte[] boxOfSize(String type, long size, byte[]... content) {
    byte[] word = type.getBytes(StandardCharsets.ISO_8859_1);
    return size >= 0 && size <= Integer.MAX_VALUE
        ? join(number32((int) size), word, join(content))
        : join(number32(1), word, ByteBuffer.allocate(8).putLong(size).array(), join(content));
  }

  static byte[] ftyp() {
    return box("ftyp", "isom".getBytes(StandardCharsets.ISO_8859_1), number32(512));
  }

  static byte[] mdat(int length) {
    return box("mdat", new byte[length]);
  }

  static byte[] movie(int millis, byte[]... tracks) {
    return box("moov", box("mvhd", header(0, millis)), join(tracks));
  }

  static byte[] pictures(int millis, int width, int height, int samples) {
    byte[] size = join(number32(width << 16), number32(height << 16));
    return box(
        "trak",
        box("tkhd", new byte[76], size),
        box(
            "mdia",
            box("mdhd", header(0, millis)),
            handler("vide"),
            box("minf", box("stbl", box("stsz", number32(0), number32(0), number32(samples))))));
  }

  static byte[] sound(int millis) {
    return box("trak", box("mdia", box("mdhd", header(0, millis)), handler("soun")));
  }

  /// The content of a movie's or track's header.
  static byte[] header(int version, long millis) {
    return version == 1
        ? join(
            number32(1 << 24),
            new byte[16],
            number32(TIMESCALE),
            ByteBuffer.allocate(8).putLong(millis).array())
        : join(new byte[12], number32(TIMESCALE), number32((int) millis));
  }

  static byte[] handler(String kind) {
    return box("hdlr", new byte[8], kind.getBytes(StandardCharsets.ISO_8859_1), new byte[12]);
  }

  static byte[] number32(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
