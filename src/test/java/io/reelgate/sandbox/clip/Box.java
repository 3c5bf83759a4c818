package io.reelgate.sandbox.clip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A box of an MP4 file, read independently of the code that wrote it. Offsets count from the first
/// byte after the name.
final class Box {
  private final byte[] file;
  private final String name;
  private final int start;
  private final int end;

  private Box(byte[] file, String name, int start, int end) {
    this.file = file;
    this.name = name;
    this.start = start;
    this.end = end;
  }

  static List<Box> all(byte[] file) {
    return read(file, 0, file.length);
  }

  private static List<Box> read(byte[] file, int from, int end) {
    List<Box> boxes = new ArrayList<>();
    int at = from;
    while (at < end) {
      int size = u32(file, at);
      if (size < 8 || at + size > end) {
        throw new AssertionError("a box of " + size + " bytes at " + at + " ends behind " + end);
      }
      String name = new String(file, at + 4, 4, StandardCharsets.US_ASCII);
      boxes.add(new Box(file, name, at + 8, at + size));
      at += size;
    }
    return boxes;
  }

  String name() {
    return name;
  }

  int length() {
    return end - start;
  }

  List<Box> children(String wanted) {
    return read(file, start, end).stream().filter(box -> box.name.equals(wanted)).toList();
  }

  Box child(String wanted) {
    return children(wanted).getFirst();
  }

  int u32(int offset) {
    return u32(file, start + offset);
  }

  static int u32(byte[] file, int at) {
    return (file[at] & 0xFF) << 24
        | (file[at + 1] & 0xFF) << 16
        | (file[at + 2] & 0xFF) << 8
        | (file[at + 3] & 0xFF);
  }
}
