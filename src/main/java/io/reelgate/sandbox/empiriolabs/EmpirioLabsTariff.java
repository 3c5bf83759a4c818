package io.reelgate.sandbox.empiriolabs;

import io.reelgate.sandbox.SimulatedProvider;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long an output becomes and what it costs, in micro-dollars. Input clips are never fetched:
/// outputs of this sandbox have a known length, others an assumed one.
record EmpirioLabsTariff(SimulatedProvider provider, EmpirioLabsProperties properties) {
  private static final int LEAST_SECONDS = 4;
  private static final int MOST_SECONDS = 15;
  private static final Pattern OUTPUT =
      Pattern.compile("/sandbox/empiriolabs/outputs/([0-9a-f-]{36})\\.mp4");

  /// Only seconds of output count; a clip that goes in makes them dearer.
  static long micros(EmpirioLabsInputs inputs, int outputSeconds) {
    boolean small = inputs.resolution().equals("480p");
    long perSecond =
        inputs.video() == null ? (small ? 70_000 : 150_000) : (small ? 167_000 : 359_000);
    return perSecond * outputSeconds;
  }

  int outputSeconds(EmpirioLabsInputs inputs) {
    Integer asked = inputs.seconds();
    if (asked != null) {
      return asked;
    }
    String video = inputs.video();
    return video == null
        ? properties.autoSeconds()
        : Math.clamp(inputSeconds(video), LEAST_SECONDS, MOST_SECONDS);
  }

  private int inputSeconds(@Nullable String video) {
    Matcher own = OUTPUT.matcher(String.valueOf(video));
    return own.find()
        ? provider
            .find(own.group(1))
            .map(task -> task.clip().seconds())
            .orElse(properties.inputSeconds())
        : properties.inputSeconds();
  }

  static double dollars(long micros) {
    return micros / 1e6;
  }
}
