package io.reelgate.sandbox;

import java.util.Map;

/// Pixels of the simulated model's small tiers by aspect ratio; an unknown ratio is wide.
public final class PictureSizes {
  private static final Map<String, Pixels> AT_720 =
      Map.of(
          "16:9", new Pixels(1280, 720),
          "4:3", new Pixels(1112, 834),
          "1:1", new Pixels(960, 960),
          "3:4", new Pixels(834, 1112),
          "9:16", new Pixels(720, 1280),
          "21:9", new Pixels(1470, 630));

  private static final Map<String, Pixels> AT_480 =
      Map.of(
          "16:9", new Pixels(864, 496),
          "4:3", new Pixels(752, 560),
          "1:1", new Pixels(640, 640),
          "3:4", new Pixels(560, 752),
          "9:16", new Pixels(496, 864),
          "21:9", new Pixels(992, 432));

  private PictureSizes() {}

  /// Width and height of a picture.
  public record Pixels(int width, int height) {}

  public static Pixels at480(String ratio) {
    return AT_480.getOrDefault(ratio, new Pixels(864, 496));
  }

  public static Pixels at720(String ratio) {
    return AT_720.getOrDefault(ratio, new Pixels(1280, 720));
  }
}
