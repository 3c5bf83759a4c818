package io.reelgate.sandbox.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One track of a file: its samples, cut into one chunk per second.
///
/// @param timescale ticks per second
/// @param delta ticks of one sample; the last one is as short as the end demands
/// @param keyEvery distance of the samples at which playing can start, zero when all are
record Track(
    Clip clip, int timescale, int delta, int chunkSamples, int keyEvery, List<byte[]> samples) {

  Track {
    samples = List.copyOf(samples);
  }

  List<List<byte[]>> chunks() {
    List<List<byte[]>> chunks = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += chunkSamples) {
      chunks.add(samples.subList(from, Math.min(samples.size(), from + chunkSamples)));
    }
    return chunks;
  }

  int duration() {
    return clip.seconds() * timescale;
  }

  /// The tables that say when each sample plays, how long it is and where its chunk lies.
  void tables(Boxes out, Consumer<Boxes> description, List<Integer> offsets) {
    out.full("stsd", 0, box -> description.accept(box.u32(1)));
    out.full("stts", 0, this::times);
    if (keyEvery > 0) {
      out.full("stss", 0, this::keys);
    }
    out.full("stsc", 0, this::chunkLengths);
    out.full("stsz", 0, this::sizes);
    out.full(
        "stco",
        0,
        box -> {
          box.u32(offsets.size());
          offsets.forEach(box::u32);
        });
  }

  private void times(Boxes box) {
    int count = samples.size();
    int last = duration() - delta * (count - 1);
    if (last == delta) {
      box.u32(1).u32(count).u32(delta);
    } else {
      box.u32(2).u32(count - 1).u32(delta).u32(1).u32(last);
    }
  }

  private void keys(Boxes box) {
    box.u32((samples.size() + keyEvery - 1) / keyEvery);
    for (int sample = 1; sample <= samples.size(); sample += keyEvery) {
      box.u32(sample);
    }
  }

  private void chunkLengths(Boxes box) {
    int rest = samples.size() % chunkSamples;
    int whole = samples.size() / chunkSamples;
    box.u32((whole > 0 ? 1 : 0) + (rest > 0 ? 1 : 0));
    if (whole > 0) {
      box.u32(1).u32(chunkSamples).u32(1);
    }
    if (rest > 0) {
      box.u32(whole + 1).u32(rest).u32(1);
    }
  }

  private void sizes(Boxes box) {
    box.u32(0).u32(samples.size());
    samples.forEach(sample -> box.u32(sample.length));
  }
}
