package io.reelgate.sandbox.runware;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error in the provider's words. What does not apply is left out.
///
/// @param status `error` for a generation that failed
/// @param parameter a name, or a list of names
/// @param type what the parameter should have been
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunwareError(
    String code,
    @Nullable String status,
    String message,
    @Nullable Object parameter,
    @Nullable String type,
    @Nullable Long min,
    @Nullable Long max,
    @Nullable List<String> allowedValues,
    String documentation,
    @JsonProperty("taskUUID") @Nullable String taskUuid,
    @Nullable String taskType) {
  private static final String DOCUMENTATION = "https://runware.ai/docs/models-api/errors";

  static RunwareError of(String code, String message) {
    return new RunwareError(
        code, null, message, null, null, null, null, null, DOCUMENTATION, null, null);
  }

  static RunwareError about(Object parameter, String type, String code, String message) {
    return of(code, message).limited(parameter, type, null, null, null);
  }

  RunwareError limited(
      Object parameter,
      String type,
      @Nullable Long min,
      @Nullable Long max,
      @Nullable List<String> allowed) {
    return new RunwareError(
        code,
        status,
        message,
        parameter,
        type,
        min,
        max,
        allowed,
        documentation,
        taskUuid,
        taskType);
  }

  /// The same error as that of one task.
  RunwareError of(RunwareTask task) {
    return named(task.uuid().isEmpty() ? null : task.uuid(), task.type(), null);
  }

  /// The end of a generation.
  RunwareError failed(String uuid) {
    return named(uuid, RunwareTask.VIDEO, "error");
  }

  private RunwareError named(@Nullable String uuid, String type, @Nullable String word) {
    return new RunwareError(
        code,
        word,
        message,
        parameter,
        this.type,
        min,
        max,
        allowedValues,
        documentation,
        uuid,
        type);
  }
}
