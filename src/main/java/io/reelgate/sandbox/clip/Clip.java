package io.reelgate.sandbox.clip;

/// What a simulated video looks like; the file is made from these facts whenever it is asked for.
///
/// @param tint picks the background colour, any number
public record Clip(int seconds, int width, int height, boolean audio, int tint) {
  static final int FRAMES_PER_SECOND = 24;
  private static final int MOST_SECONDS = 60;
  private static final int MOST_PIXELS = 8192;

  public Clip {
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw new IllegalArgumentException("seconds: " + seconds);
    }
    if (!fits(width) || !fits(height)) {
      throw new IllegalArgumentException("size: " + width + "x" + height);
    }
  }

  private static boolean fits(int pixels) {
    return pixels >= 16 && pixels <= MOST_PIXELS && pixels % 2 == 0;
  }

  /// The whole file, with its index in front of the media so that it plays while it loads.
  public byte[] toMp4() {
    return new Mp4File(this).toBytes();
  }
}
