package io.reelgate.sandbox.clip;

import java.util.Collections;

/// Silence as AAC-LC, stereo at 48 kHz: every frame has the same six bytes.
final class Sound {
  private static final int RATE = 48_000;
  private static final int FRAME = 1024;
  private static final byte[] CONFIGURATION = {0x11, (byte) 0x90};
  private static final byte[] SILENCE = silence();

  private Sound() {}

  static Track track(Clip clip) {
    int frames = (clip.seconds() * RATE + FRAME - 1) / FRAME;
    return new Track(clip, RATE, FRAME, RATE / FRAME + 1, 0, Collections.nCopies(frames, SILENCE));
  }

  /// One channel pair with a common window and no spectral bands.
  private static byte[] silence() {
    BitWriter out = new BitWriter(8).bits(1, 3).bits(0, 4).bits(1, 1).bits(0, 11).bits(0, 2);
    for (int channel = 0; channel < 2; channel++) {
      out.bits(0, 8).bits(0, 3);
    }
    return out.bits(7, 3).padded();
  }

  static void description(Boxes out) {
    out.box(
        "mp4a",
        box -> {
          box.zeros(6).u16(1).zeros(8).u16(2).u16(16).zeros(4).u32(RATE << 16);
          box.full("esds", 0, Sound::stream);
        });
  }

  private static void stream(Boxes box) {
    box.descriptor(
        3,
        stream -> {
          stream.u16(2).u8(0);
          stream.descriptor(
              4,
              decoder -> {
                decoder.u8(0x40).u8(0x15).zeros(3).u32(4096).u32(4096);
                decoder.descriptor(5, config -> config.bytes(CONFIGURATION));
              });
          stream.descriptor(6, layer -> layer.u8(2));
        });
  }
}
