package io.reelgate.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The one error body of {@code /v1}: the envelope that the official SDKs read.
@Schema(name = "Error", description = "The error envelope; all four members are always present.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Problem(
    @Schema(description = "The one error.", requiredMode = Schema.RequiredMode.REQUIRED)
        Body error) {

  /// The inside of the envelope.
  @Schema(name = "ErrorBody", description = "What went wrong.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Body(
      @Schema(
              description = "One sentence that names the field and the allowed values.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              example = "seconds must be 4 to 15 or auto")
          String message,
      @Schema(
              description = "The kind of error that SDKs know.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              example = "invalid_request_error")
          String type,
      @Schema(
              description =
                  "The field that is at fault, as the caller wrote it; null when no single one is.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              types = {"string", "null"},
              example = "seconds")
          @Nullable String param,
      @Schema(
              description = "A stable word; new ones may appear.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              types = {"string", "null"},
              example = "unsupported_duration")
          @Nullable String code) {}

  public static Problem of(ProblemException exception) {
    ProblemCode code = exception.code();
    return new Problem(new Body(exception.detail(), code.type(), exception.param(), code.word()));
  }
}
