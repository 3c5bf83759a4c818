package io.reelgate.sandbox.clip;

/// H.264 constrained baseline by hand. A key picture sets the colour of each macroblock column in
/// its first row, and every row below copies the row above; the pictures until the next key picture
/// repeat it. At quantiser 28 one step of a luma level is one step of brightness, and one step of a
/// chroma level is two.
final class Picture {
  private static final int QUANTISER = 28;
  private static final int FRAME_NUMBER_BITS = 8;
  private static final int KEY_UNIT = 0x65;
  private static final int REPEAT_UNIT = 0x41;
  private static final int VERTICAL = 0;
  private static final int HORIZONTAL = 1;
  private static final int MEAN = 2;

  /// Luma, blue and red difference of the backgrounds; differences from 128 are even.
  private static final int[][] TINTS = {
    {84, 156, 108}, {96, 108, 150}, {110, 100, 120}, {72, 150, 140},
    {104, 112, 100}, {90, 140, 98}, {100, 128, 160}, {80, 118, 134}
  };

  private static final int[] BAR = {190, 118, 138};
  private static final int[] START = {128, 128, 128};

  private final int columns;
  private final int rows;
  private final Clip clip;

  Picture(Clip clip) {
    this.clip = clip;
    this.columns = (clip.width() + 15) / 16;
    this.rows = (clip.height() + 15) / 16;
  }

  byte[] sequenceParameters() {
    BitWriter out = new BitWriter(32).bits(66, 8).bits(0xC0, 8).bits(level(), 8);
    out.number(0).number(FRAME_NUMBER_BITS - 4).number(2).number(1).bits(0, 1);
    out.number(columns - 1).number(rows - 1).bits(1, 1).bits(1, 1);
    int right = (columns * 16 - clip.width()) / 2;
    int bottom = (rows * 16 - clip.height()) / 2;
    boolean cropped = right > 0 || bottom > 0;
    out.bits(cropped ? 1 : 0, 1);
    if (cropped) {
      out.number(0).number(right).number(0).number(bottom);
    }
    return out.bits(0, 1).unit(0x67);
  }

  byte[] pictureParameters() {
    BitWriter out = new BitWriter(16).number(0).number(0).bits(0, 2).number(0);
    out.number(0).number(0).bits(0, 3).signed(QUANTISER - 26).signed(0).signed(0);
    return out.bits(1, 1).bits(0, 2).unit(0x68);
  }

  /// The smallest level whose limits on macroblocks per picture and per second hold.
  int level() {
    int size = columns * rows;
    int[][] limits = {{1620, 30}, {3600, 31}, {5120, 32}, {8192, 40}, {22080, 50}, {36864, 51}};
    for (int[] limit : limits) {
      if (size <= limit[0]) {
        return limit[1];
      }
    }
    return 62;
  }

  /// The picture of one second; the bar covers as much of its width as of the clip has begun.
  byte[] key(int second) {
    BitWriter out = new BitWriter(columns * rows + 64);
    out.number(0).number(7).number(0).bits(0, FRAME_NUMBER_BITS).number(second);
    out.bits(0, 2).signed(0).number(1);
    int barEnds = Math.max(1, columns * (second + 1) / (clip.seconds() + 1));
    int[] background = TINTS[Math.floorMod(clip.tint(), TINTS.length)];
    int[] before = START;
    for (int column = 0; column < columns; column++) {
      int[] colour = column < barEnds ? BAR : background;
      topBlock(out, column == 0 ? MEAN : HORIZONTAL, before, colour);
      before = colour;
    }
    for (int copies = columns * (rows - 1); copies > 0; copies--) {
      out.number(1 + VERTICAL).number(2).signed(0).bits(1, 1);
    }
    return out.unit(KEY_UNIT);
  }

  /// A picture that repeats the one before.
  byte[] repeat(int sinceKey) {
    BitWriter out = new BitWriter(16);
    out.number(0).number(5).number(0).bits(sinceKey, FRAME_NUMBER_BITS);
    out.bits(0, 3).signed(0).number(1);
    return out.number(columns * rows).unit(REPEAT_UNIT);
  }

  private static void topBlock(BitWriter out, int prediction, int[] before, int[] colour) {
    int blue = (colour[1] - before[1]) / 2;
    int red = (colour[2] - before[2]) / 2;
    boolean coloured = blue != 0 || red != 0;
    out.number(1 + prediction + (coloured ? 4 : 0));
    out.number(prediction == MEAN ? 0 : 1).signed(0);
    lumaLevel(out, colour[0] - before[0]);
    if (coloured) {
      chromaLevel(out, blue);
      chromaLevel(out, red);
    }
  }

  private static void lumaLevel(BitWriter out, int level) {
    switch (Math.abs(level)) {
      case 0 -> out.bits(1, 1);
      case 1 -> out.bits(1, 2).bits(level < 0 ? 1 : 0, 1).bits(1, 1);
      default -> bigLevel(out.bits(0b000101, 6), level);
    }
  }

  private static void chromaLevel(BitWriter out, int level) {
    switch (Math.abs(level)) {
      case 0 -> out.bits(1, 2);
      case 1 -> out.bits(1, 1).bits(level < 0 ? 1 : 0, 1).bits(1, 1);
      default -> bigLevel(out.bits(0b000111, 6), level);
    }
  }

  /// One level beyond one, and the code that says no zeros stand before it.
  private static void bigLevel(BitWriter out, int level) {
    int code = (level > 0 ? 2 * level - 2 : -2 * level - 1) - 2;
    if (code < 14) {
      out.bits(1, code + 1);
    } else if (code < 30) {
      out.bits(1, 15).bits(code - 14, 4);
    } else {
      out.bits(1, 16).bits(code - 30, 12);
    }
    out.bits(1, 1);
  }
}
