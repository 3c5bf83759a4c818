package io.reelgate.sandbox.runware;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.sandbox.runware.RunwareOrder.Pixels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunwareTariffTests {
  @ParameterizedTest
  @CsvSource({
    "1280, 720, 5, 0, false, 408375",
    "960, 960, 5, 0, false, 408375",
    "864, 496, 5, 0, false, 189894",
    "864, 496, 4, 0, true, 144000",
    "1280, 720, 15, 0, true, 1215000",
    "864, 496, 4, 1, true, 172000"
  })
  void chargesAreThoseOfTheProvidersSheet(
      int width, int height, int seconds, int clips, boolean list, long micros) {
    assertThat(RunwareTariff.micros(order(width, height, seconds, clips), 0, list))
        .isEqualTo(micros);
  }

  /// Without the one frame that each clip has more, the rates are the list prices per second.
  @ParameterizedTest
  @CsvSource({"640, 640, 0, 36", "1280, 720, 0, 81", "640, 640, 1, 43", "1280, 720, 1, 96"})
  void theListIsTheRoundedRateOfASecond(int width, int height, int clips, long millis) {
    long second =
        RunwareTariff.micros(order(width, height, 5, clips), 0, false)
            - RunwareTariff.micros(order(width, height, 4, clips), 0, false);
    assertThat(Math.round(second / 1000.0)).isEqualTo(millis);
  }

  private static RunwareOrder order(int width, int height, int seconds, int clips) {
    String tier = height <= 640 && width <= 992 ? "480p" : "720p";
    return new RunwareOrder(
        "p", tier, new Pixels(width, height), seconds, true, 1, clips, true, 600, "", "");
  }
}
