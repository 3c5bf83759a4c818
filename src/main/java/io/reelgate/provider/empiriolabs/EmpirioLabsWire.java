package io.reelgate.provider.empiriolabs;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The provider's JSON in its own words. Its answers come in several shapes and are read by {@link
/// EmpirioLabsAnswer}.
final class EmpirioLabsWire {
  private EmpirioLabsWire() {}

  /// The body of a submit; null is not sent.
  ///
  /// @param mode always said, since the price depends on whether a video goes in
  /// @param customDuration false lets the model choose the length
  /// @param image first frame or reference
  /// @param imageEnd last frame
  /// @param video source or reference clip
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Generation(
      String model,
      String mode,
      @Nullable String prompt,
      String resolution,
      String aspectRatio,
      boolean customDuration,
      @Nullable Integer duration,
      boolean generateAudio,
      @Nullable String image,
      @Nullable String imageEnd,
      @Nullable String video,
      @Nullable String negativePrompt) {

    @Override
    public String toString() {
      return "Generation[" + model + ", " + mode + ", " + resolution + ", " + duration + "]";
    }
  }
}
