package io.reelgate.media;

/// A file that can be read in pieces, such as one behind a URL.
@FunctionalInterface
public interface ByteSource {
  /// The bytes from an offset on: fewer where the file ends, none where it cannot be read.
  ///
  /// @param length never more than 1 MiB
  byte[] read(long offset, int length);
}
