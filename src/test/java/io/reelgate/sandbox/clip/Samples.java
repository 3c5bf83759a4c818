package io.reelgate.sandbox.clip;

import java.util.ArrayList;
import java.util.List;

/// The samples of a track as its tables tell them.
record Samples(List<Integer> sizes, List<Integer> offsets, List<Integer> keys, int ticks) {
  static Samples of(Box track) {
    Box table = track.child("mdia").child("minf").child("stbl");
    List<Integer> sizes = column(table.child("stsz"), 12, 4, table.child("stsz").u32(8));
    List<Integer> chunks = column(table.child("stco"), 8, 4, table.child("stco").u32(4));
    List<Integer> keys =
        table.children("stss").stream()
            .flatMap(box -> column(box, 8, 4, box.u32(4)).stream())
            .toList();
    Box times = table.child("stts");
    int ticks = 0;
    for (int row = 0; row < times.u32(4); row++) {
      ticks += times.u32(8 + row * 8) * times.u32(12 + row * 8);
    }
    return new Samples(sizes, offsets(table.child("stsc"), chunks, sizes), keys, ticks);
  }

  private static List<Integer> offsets(Box runs, List<Integer> chunks, List<Integer> sizes) {
    List<Integer> offsets = new ArrayList<>();
    for (int chunk = 1; chunk <= chunks.size(); chunk++) {
      int inChunk = 0;
      for (int row = 0; row < runs.u32(4); row++) {
        if (runs.u32(8 + row * 12) <= chunk) {
          inChunk = runs.u32(12 + row * 12);
        }
      }
      int at = chunks.get(chunk - 1);
      for (int each = 0; each < inChunk; each++) {
        offsets.add(at);
        at += sizes.get(offsets.size() - 1);
      }
    }
    if (offsets.size() != sizes.size()) {
      throw new AssertionError(offsets.size() + " samples in chunks, " + sizes.size() + " sizes");
    }
    return offsets;
  }

  private static List<Integer> column(Box box, int from, int step, int count) {
    List<Integer> values = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      values.add(box.u32(from + row * step));
    }
    return values;
  }

  int count() {
    return sizes.size();
  }

  int size(int number) {
    return sizes.get(number);
  }

  int offset(int number) {
    return offsets.get(number);
  }
}
