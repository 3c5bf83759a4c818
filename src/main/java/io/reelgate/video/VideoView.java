package io.reelgate.video;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.reelgate.job.JobView;
import io.reelgate.job.JobWarning;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as the API shows it: one flat object, a superset of the OpenAI video object. Every member
/// is always present.
///
/// @param basics the members that the official SDKs know
/// @param details what the gateway tells beyond them
@Schema(
    name = "Video",
    description = "A job as the caller sees it; every member is always present.")
record VideoView(@JsonUnwrapped Basics basics, @JsonUnwrapped Details details) {

  String id() {
    return basics.id();
  }

  @Schema(hidden = true)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Basics(
      @Schema(
              description = "Sorts by creation.",
              requiredMode = REQUIRED,
              example = "video_01k9zq4v7m2c8x5t3r6w0d1e2f")
          String id,
      @Schema(description = "The word video.", requiredMode = REQUIRED, allowableValues = "video")
          String object,
      @Schema(
              requiredMode = REQUIRED,
              description = "The model as the caller named it.",
              example = "seedance-2.0-mini")
          String model,
      @Schema(
              description = "The four words of the OpenAI API; status_detail says more.",
              requiredMode = REQUIRED,
              allowableValues = {"queued", "in_progress", "completed", "failed"})
          String status,
      @Schema(
              requiredMode = REQUIRED,
              minimum = "0",
              maximum = "100",
              description = "Never decreases; 100 only when completed.")
          int progress,
      @Schema(requiredMode = REQUIRED, description = "Unix seconds.", example = "1795190400")
          @JsonProperty("created_at")
          long createdAt,
      @Schema(
              requiredMode = REQUIRED,
              types = {"integer", "null"},
              description = "Unix seconds; set for every final state.")
          @JsonProperty("completed_at")
          @Nullable Long completedAt,
      @Schema(
              requiredMode = REQUIRED,
              types = {"integer", "null"},
              description = "Unix seconds when the outputs are gone.")
          @JsonProperty("expires_at")
          @Nullable Long expiresAt,
      @Schema(
              description = "As sent.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String prompt,
      @Schema(
              requiredMode = REQUIRED,
              description = "Whole seconds, or auto while the model's choice is not known.",
              example = "5")
          String seconds,
      @Schema(
              requiredMode = REQUIRED,
              description = "Pixels, or auto while they are not known.",
              example = "1280x720")
          String size,
      @Schema(
              requiredMode = REQUIRED,
              types = {"string", "null"},
              description = "The video this one was made from.")
          @JsonProperty("remixed_from_video_id")
          @Nullable String remixedFromVideoId,
      @Schema(
              description = "Why the video failed; null otherwise.",
              types = {"object", "null"},
              requiredMode = REQUIRED)
          @Nullable Fault error) {}

  @Schema(hidden = true)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Details(
      @Schema(
              requiredMode = REQUIRED,
              types = {"string", "null"},
              description = "A link to output 0 that needs no key and expires.")
          @Nullable String url,
      @Schema(
              description = "Where the video stands in the gateway.",
              requiredMode = REQUIRED,
              allowableValues = {
                "queued",
                "routing",
                "submitted",
                "generating",
                "storing",
                "cancelling",
                "completed",
                "failed",
                "cancelled",
                "expired"
              })
          @JsonProperty("status_detail")
          String statusDetail,
      @Schema(
              description = "What is done with the inputs.",
              requiredMode = REQUIRED,
              example = "text_to_video")
          String operation,
      @Schema(
              description = "The tier of the size; null when it is not one of the known ones.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "720p")
          @Nullable String resolution,
      @Schema(
              description = "Width to height; adaptive follows the input.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "16:9")
          @JsonProperty("aspect_ratio")
          @Nullable String aspectRatio,
      @Schema(
              description =
                  "Pixels: the expected ones, then the measured ones; null while unknown.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Integer width,
      @Schema(
              description =
                  "Pixels: the expected ones, then the measured ones; null while unknown.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Integer height,
      @Schema(
              description = "Frames per second: the expected ones, then the measured ones.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Integer fps,
      @Schema(
              requiredMode = REQUIRED,
              types = {"number", "null"},
              description = "Measured seconds.")
          @Nullable Double duration,
      @Schema(
              description = "Whether sound was asked for.",
              requiredMode = REQUIRED,
              types = {"boolean", "null"})
          @JsonProperty("generate_audio")
          @Nullable Boolean generateAudio,
      @Schema(
              description = "The seed that was used, if the provider tells it.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Long seed,
      @Schema(
              description = "How many outputs were asked for.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Integer n,
      @Schema(
              description = "As sent.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("negative_prompt")
          @Nullable String negativePrompt,
      @Schema(
              description = "The finished files, numbered from 0; empty before.",
              requiredMode = REQUIRED)
          List<Output> outputs,
      @Schema(
              types = {"object", "null"},
              requiredMode = REQUIRED,
              description = "Null until the cost is settled.")
          @Nullable Usage usage,
      @Schema(requiredMode = REQUIRED, description = "What was estimated, and what it became.")
          Cost cost,
      @Schema(
              description = "Who makes or made the video; null while nobody does.",
              types = {"object", "null"},
              requiredMode = REQUIRED)
          @Nullable Provider provider,
      @Schema(
              description = "What an edit or an extension started from; null otherwise.",
              types = {"object", "null"},
              requiredMode = REQUIRED)
          @Nullable Source source,
      @Schema(description = "The pairs of the request, unchanged.", requiredMode = REQUIRED)
          Map<String, String> metadata,
      @Schema(
              description = "The tag of the request.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String user,
      @Schema(
              description = "What the caller should know although the video is made.",
              requiredMode = REQUIRED)
          List<JobWarning> warnings,
      @Schema(
              types = {"object", "null"},
              requiredMode = REQUIRED,
              description = "Null once the video is finished.")
          @Nullable Queue queue) {}

  @Schema(name = "VideoError", description = "Why the video failed.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Fault(
      @Schema(
              description =
                  "A stable word; new ones may appear: " + JobView.Ending.ERROR_CODES + ".",
              requiredMode = REQUIRED,
              example = "content_policy_violation")
          String code,
      @Schema(description = "One sentence for people.", requiredMode = REQUIRED) String message,
      @Schema(
              description = "The kind of error that SDKs know.",
              requiredMode = REQUIRED,
              example = "invalid_request_error")
          String type,
      @Schema(
              description = "The field that is at fault, if one is.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String param) {}

  @Schema(name = "VideoOutput", description = "One finished file.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Output(
      @Schema(description = "The number of the file.", requiredMode = REQUIRED) int index,
      @Schema(requiredMode = REQUIRED, description = "A link that needs no key.") String url,
      @Schema(requiredMode = REQUIRED, description = "Unix seconds when the link stops working.")
          @JsonProperty("url_expires_at")
          long urlExpiresAt,
      @Schema(description = "The media type.", requiredMode = REQUIRED, example = "video/mp4")
          @JsonProperty("content_type")
          String contentType,
      @Schema(
              description = "Size of the file; null when it could not be measured.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Long bytes,
      @Schema(
              description = "Measured pixels.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Integer width,
      @Schema(
              description = "Measured pixels.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Integer height,
      @Schema(
              description = "Measured seconds.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @Nullable Double duration,
      @Schema(
              description = "Measured frames per second.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Integer fps,
      @Schema(
              description = "Whether the file has a sound track.",
              requiredMode = REQUIRED,
              types = {"boolean", "null"})
          @JsonProperty("has_audio")
          @Nullable Boolean hasAudio,
      @Schema(
              description = "The seed of this file, if the provider tells it.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @Nullable Long seed,
      @Schema(
              description =
                  "Hash of the bytes, in hexadecimal; null while files are not kept here.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String sha256,
      @Schema(
              description = "A link to a still picture, if there is one.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("thumbnail_url")
          @Nullable String thumbnailUrl) {}

  @Schema(name = "VideoUsage", description = "What the video was charged.")
  record Usage(
      @Schema(requiredMode = REQUIRED, description = "US dollars.", example = "0.6")
          BigDecimal cost,
      @Schema(
              description = "Whether the caller's own provider key paid; always false here.",
              requiredMode = REQUIRED)
          @JsonProperty("is_byok")
          boolean byok) {}

  @Schema(name = "VideoCost", description = "US dollars as decimal strings.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Cost(
      @Schema(description = "Always USD.", requiredMode = REQUIRED, allowableValues = "USD")
          String currency,
      @Schema(
              description = "What the chosen route should cost.",
              requiredMode = REQUIRED,
              example = "0.6000")
          String estimated,
      @Schema(
              requiredMode = REQUIRED,
              types = {"string", "null"},
              description = "The most the chosen route can cost.",
              example = "0.6000")
          @Nullable String max,
      @Schema(
              requiredMode = REQUIRED,
              types = {"string", "null"},
              description = "Null until known.")
          @Nullable String actual,
      @Schema(
              requiredMode = REQUIRED,
              types = {"string", "null"},
              description = "The caller's cap.")
          @JsonProperty("max_cost")
          @Nullable String maxCost) {}

  @Schema(name = "VideoProvider", description = "Who makes or made the video.")
  record Provider(
      @Schema(
              description = "The provider of the latest attempt.",
              requiredMode = REQUIRED,
              example = "wavespeed")
          String slug,
      @Schema(requiredMode = REQUIRED, description = "Tries so far.") int attempts) {}

  @Schema(name = "VideoSource", description = "What an edit or an extension started from.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Source(
      @Schema(description = "edit or extend.", requiredMode = REQUIRED, example = "extend")
          String operation,
      @Schema(
              description = "The source, when it was a video of the gateway.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("video_id")
          @Nullable String videoId,
      @Schema(
              requiredMode = REQUIRED,
              types = {"integer", "null"},
              description = "Seconds of the new part of an extension.")
          @JsonProperty("segment_seconds")
          @Nullable Integer segmentSeconds) {}

  @Schema(name = "VideoQueue", description = "How long it will take, best effort.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Queue(
      @Schema(
              requiredMode = REQUIRED,
              types = {"integer", "null"},
              description = "Place among all queued videos; counted to 1000.")
          @Nullable Integer position,
      @Schema(
              description = "Seconds until it is probably finished.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @JsonProperty("eta_seconds")
          @Nullable Integer etaSeconds) {}
}
