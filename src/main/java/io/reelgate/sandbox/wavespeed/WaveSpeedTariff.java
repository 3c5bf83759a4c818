package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.wavespeed.WaveSpeedModel.Tariff;

/// What a task costs, in micro-dollars.
final class WaveSpeedTariff {
  private static final int MOST_INPUT_SECONDS = 15;
  private static final int LEAST_INPUT_SECONDS = 2;
  private static final long BASE = 60_000;
  private static final long BASE_WITH_INPUT = 37_500;

  private WaveSpeedTariff() {}

  /// @param inputSeconds length of the input clips together
  static long micros(WaveSpeedModel model, WaveSpeedInputs inputs, double inputSeconds) {
    long out = inputs.outputSeconds(inputSeconds);
    long in = (long) Math.ceil(Math.min(inputSeconds, MOST_INPUT_SECONDS));
    long multiple = multiple(inputs.resolution());
    boolean large = inputs.resolution().equals("1080p");
    return switch (model.tariff()) {
      case Tariff.OUTPUT ->
          model == WaveSpeedModel.TEXT_TO_VIDEO && !inputs.videos().isEmpty()
              ? BASE_WITH_INPUT * multiple * (in + out)
              : BASE * multiple * out;
      case Tariff.TURBO -> (large ? 90_000 : 80_000) * out;
      case Tariff.EDIT -> BASE_WITH_INPUT * multiple * (Math.max(LEAST_INPUT_SECONDS, in) + out);
      case Tariff.EDIT_TURBO -> BASE_WITH_INPUT * (in + out) + (large ? 30_000 : 20_000) * out;
    };
  }

  private static long multiple(String resolution) {
    return switch (resolution) {
      case "480p" -> 1;
      case "720p" -> 2;
      case "1080p" -> 5;
      case "4k" -> 10;
      default -> throw new IllegalArgumentException(resolution);
    };
  }

  static double dollars(long micros) {
    return micros / 1e6;
  }
}
