package io.reelgate.provider.runware;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The provider's JSON in its own words.
final class RunwareWire {
  private RunwareWire() {}

  /// The order of one or more videos. A key that the model does not know is refused, so what is
  /// null or empty here is not sent. What may be any object is a caller's own option, sent
  /// untouched.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Task(
      String taskType,
      @JsonProperty("taskUUID") String taskUuid,
      String model,
      @Nullable String positivePrompt,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable String resolution,
      @Nullable Integer duration,
      Settings settings,
      @Nullable Inputs inputs,
      String outputType,
      String outputFormat,
      @Nullable Object outputQuality,
      String deliveryMethod,
      @JsonProperty("webhookURL") @Nullable String webhookUrl,
      @Nullable Object uploadEndpoint,
      @Nullable Object safety,
      @Nullable Object ttl,
      boolean includeCost,
      int numberResults) {

    @Override
    public String toString() {
      return "Task[" + taskUuid + "]";
    }
  }

  record Settings(boolean audio) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Inputs(
      List<Frame> frameImages,
      List<String> referenceImages,
      List<String> referenceVideos,
      List<String> referenceAudios) {}

  /// @param frame {@code first} or {@code last}
  record Frame(String image, String frame) {}

  /// The question about one task.
  record Question(String taskType, @JsonProperty("taskUUID") String taskUuid) {}

  /// The question about the account.
  record AccountQuestion(
      String taskType, @JsonProperty("taskUUID") String taskUuid, String operation) {}

  /// Every answer. What should be a list may be a single object.
  record Answer(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<@Nullable Result> data,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<@Nullable Fault> errors,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<@Nullable Fault> error) {}

  /// One video of a task, or the bare acknowledgement of a task, or its failure in another shape.
  ///
  /// @param cost a number of dollars
  /// @param error why it failed; else the flat {@code code} and {@code message} say it
  record Result(
      @JsonProperty("taskUUID") @Nullable String taskUuid,
      @Nullable String status,
      @Nullable Integer progress,
      @JsonProperty("videoUUID") @Nullable String videoUuid,
      @JsonProperty("videoURL") @Nullable String videoUrl,
      @JsonProperty("mediaURL") @Nullable String mediaUrl,
      @Nullable JsonNode cost,
      @Nullable JsonNode seed,
      @JsonProperty("NSFWContent") @Nullable JsonNode flagged,
      @Nullable Fault error,
      @Nullable String code,
      @Nullable String message) {

    @Override
    public String toString() {
      return "Result[" + taskUuid + ", " + status + "]";
    }
  }

  /// An error, of one task or of the whole request.
  ///
  /// @param context repeats the task's id on some errors
  record Fault(
      @Nullable String code,
      @Nullable String message,
      @Nullable String status,
      @JsonProperty("taskUUID") @Nullable String taskUuid,
      @Nullable Context context) {
    static final Fault UNTOLD = new Fault(null, null, null, null, null);

    @Override
    public String toString() {
      return "Fault[" + taskUuid + ", " + code + "]";
    }
  }

  record Context(@JsonProperty("taskUUID") @Nullable String taskUuid) {}
}
