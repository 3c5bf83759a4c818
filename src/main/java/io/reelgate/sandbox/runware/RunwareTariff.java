package io.reelgate.sandbox.runware;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What one result costs, in micro-dollars: pixels times frames, where a clip has one frame more
/// than its seconds have.
final class RunwareTariff {
  private static final int FRAMES_PER_SECOND = 24;
  private static final BigDecimal PIXELS_PER_TOKEN = BigDecimal.valueOf(1024);

  /// Micro-dollars per token, which is dollars per million.
  private static final BigDecimal RATE = new BigDecimal("3.75");

  /// Not documented; a rate at which both list prices with clips round to what they are.
  private static final BigDecimal RATE_WITH_CLIPS = new BigDecimal("4.44");

  private RunwareTariff() {}

  /// @param inputSeconds billed length of the reference clips together
  static long micros(RunwareOrder order, int inputSeconds, boolean listPrice) {
    int seconds = order.seconds() + inputSeconds;
    return listPrice ? listMicros(order) * seconds : tokenMicros(order, seconds);
  }

  private static long tokenMicros(RunwareOrder order, int seconds) {
    long frames = (long) FRAMES_PER_SECOND * seconds + 1;
    long pixels = (long) order.pixels().width() * order.pixels().height();
    return BigDecimal.valueOf(pixels * frames)
        .multiply(order.clips() == 0 ? RATE : RATE_WITH_CLIPS)
        .divide(PIXELS_PER_TOKEN, 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static long listMicros(RunwareOrder order) {
    boolean small = order.tier().equals("480p");
    if (order.clips() == 0) {
      return small ? 36_000 : 81_000;
    }
    return small ? 43_000 : 96_000;
  }

  static double dollars(long micros) {
    return BigDecimal.valueOf(micros, 6).doubleValue();
  }
}
