package io.reelgate.sandbox.clip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Writes the nested, length-prefixed boxes that an MP4 file is made of.
final class Boxes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

  Boxes box(String name, Consumer<Boxes> content) {
    Boxes inner = new Boxes();
    content.accept(inner);
    return u32(inner.out.size() + 8).text(name).bytes(inner.toBytes());
  }

  /// A box that starts with a version and flags.
  Boxes full(String name, int flags, Consumer<Boxes> content) {
    return box(name, box -> content.accept(box.u32(flags)));
  }

  /// A descriptor of the MPEG-4 systems part; its content is below 128 bytes.
  Boxes descriptor(int tag, Consumer<Boxes> content) {
    Boxes inner = new Boxes();
    content.accept(inner);
    return u8(tag).u8(inner.out.size()).bytes(inner.toBytes());
  }

  Boxes u8(int value) {
    out.write(value);
    return this;
  }

  Boxes u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  Boxes u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  Boxes zeros(int count) {
    return bytes(new byte[count]);
  }

  Boxes text(String text) {
    return bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  Boxes bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// The identity transformation.
  Boxes matrix() {
    return u32(0x10000).zeros(12).u32(0x10000).zeros(12).u32(0x40000000);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
