package io.reelgate.outbound;

import java.util.OptionalLong;

/// Some bytes of a file.
public final class Slice {
  private final byte[] bytes;
  private final OptionalLong totalLength;

  Slice(byte[] bytes, OptionalLong totalLength) {
    this.bytes = bytes;
    this.totalLength = totalLength;
  }

  /// Not copied.
  public byte[] bytes() {
    return bytes;
  }

  /// The length of the whole file, where the server tells it.
  public OptionalLong totalLength() {
    return totalLength;
  }
}
