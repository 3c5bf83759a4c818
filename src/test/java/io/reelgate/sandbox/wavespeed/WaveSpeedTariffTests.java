package io.reelgate.sandbox.wavespeed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaveSpeedTariffTests {
  private static WaveSpeedInputs inputs(String resolution, @Nullable Integer seconds) {
    return new WaveSpeedInputs("p", resolution, "16:9", seconds, true, List.of("https://a.test/v"));
  }

  @Test
  void pricesAreThoseOfTheProvidersSheet() {
    assertThat(WaveSpeedTariff.micros(WaveSpeedModel.IMAGE_TO_VIDEO, inputs("720p", 5), 0))
        .isEqualTo(600_000);
    assertThat(WaveSpeedTariff.micros(WaveSpeedModel.IMAGE_TO_VIDEO, inputs("480p", 4), 0))
        .isEqualTo(240_000);
    assertThat(WaveSpeedTariff.micros(WaveSpeedModel.VIDEO_EXTEND, inputs("1080p", 5), 10))
        .isEqualTo(1_500_000);
    assertThat(WaveSpeedTariff.micros(WaveSpeedModel.VIDEO_EDIT, inputs("720p", null), 10))
        .isEqualTo(1_500_000);
    assertThat(WaveSpeedTariff.micros(WaveSpeedModel.VIDEO_EDIT, inputs("720p", null), 1))
        .isEqualTo(450_000);
    assertThat(WaveSpeedTariff.micros(WaveSpeedModel.VIDEO_EDIT, inputs("720p", null), 40))
        .isEqualTo(75_000 * 30);
    assertThat(WaveSpeedTariff.micros(WaveSpeedModel.VIDEO_EDIT_TURBO, inputs("720p", 10), 10))
        .isEqualTo(950_000);
    assertThat(WaveSpeedTariff.micros(WaveSpeedModel.TEXT_TO_VIDEO, inputs("4k", 5), 5))
        .isEqualTo(3_750_000);
  }
}
