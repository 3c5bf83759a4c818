package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.SimulatedProvider;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Knows how long input clips are: exactly for outputs of this sandbox, by assumption for others,
/// which are never fetched.
final class WaveSpeedCharges {
  private static final Pattern OUTPUT =
      Pattern.compile("/sandbox/wavespeed/outputs/([0-9a-f]{32})\\.mp4");

  private final SimulatedProvider provider;
  private final WaveSpeedProperties properties;

  WaveSpeedCharges(SimulatedProvider provider, WaveSpeedProperties properties) {
    this.provider = provider;
    this.properties = properties;
  }

  double inputSeconds(WaveSpeedInputs inputs) {
    return inputs.videos().stream().mapToInt(this::seconds).sum();
  }

  long micros(WaveSpeedModel model, WaveSpeedInputs inputs) {
    return WaveSpeedTariff.micros(model, inputs, inputSeconds(inputs));
  }

  private int seconds(String url) {
    Matcher match = OUTPUT.matcher(url);
    return match.find()
        ? provider
            .find(match.group(1))
            .map(task -> task.clip().seconds())
            .orElse(properties.inputSeconds())
        : properties.inputSeconds();
  }
}
