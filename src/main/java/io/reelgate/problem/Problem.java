package io.reelgate.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The one error body of {@code /v1}: the envelope that the official SDKs read.
@Schema(name = "Error", description = "The error envelope; all four members are always present.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Problem(@Schema(requiredMode = Schema.RequiredMode.REQUIRED) Body error) {

  /// The inside of the envelope.
  @Schema(name = "ErrorBody")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Body(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              example = "seconds must be 4 to 15 or auto")
          String message,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "invalid_request_error")
          String type,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              types = {"string", "null"},
              example = "seconds")
          @Nullable String param,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              types = {"string", "null"},
              example = "unsupported_duration")
          @Nullable String code) {}

  public static Problem of(ProblemException exception) {
    ProblemCode code = exception.code();
    return new Problem(new Body(exception.detail(), code.type(), exception.param(), code.word()));
  }
}
