package io.reelgate.video.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Size;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.money.Usd;
import io.reelgate.video.request.value.MediaKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The wish of a caller in canonical names and types, before any default: null is what was not
/// said. Also the request body as the API document shows it.
@Schema(
    name = "CreateVideoRequest",
    description =
        "The wanted video. JSON and multipart/form-data are taken alike; in a form, objects and"
            + " arrays are bracketed names or JSON text.")
public record CreateVideoRequest(
    @Schema(
            description =
                "What the video should show. Required, unless an image is given and "
                    + "the model can run on images alone.",
            minLength = 1,
            maxLength = 32000,
            example = "A paper lantern drifts over a quiet canal at dusk")
        @Nullable String prompt,
    @Schema(
            description = "The id of a model; the default model when left out.",
            maxLength = 128,
            example = "seedance-2.0-mini")
        @Nullable String model,
    @Schema(
            description =
                "Length in whole seconds, as a string or a number; auto or -1 lets "
                    + "the model choose. On extensions the length of the new part. Alias: "
                    + "duration.",
            implementation = String.class,
            types = {"string", "integer"},
            example = "5")
        @Nullable Seconds seconds,
    @Schema(
            description =
                "Width and height in pixels. Not together with resolution or "
                    + "aspect_ratio, unless they agree. Alias: width with height.",
            implementation = String.class,
            pattern = "^[1-9][0-9]{0,4}x[1-9][0-9]{0,4}$",
            example = "1280x720")
        @Nullable Size size,
    @Schema(description = "The tier of the size; the model lists which it has.", example = "720p")
        @Nullable String resolution,
    @Schema(
            description = "Width to height; adaptive (or auto) follows the input. Alias: ratio.",
            allowableValues = {
              "16:9",
              "9:16",
              "1:1",
              "4:3",
              "3:4",
              "21:9",
              "9:21",
              "3:2",
              "2:3",
              "adaptive"
            },
            example = "16:9")
        @JsonProperty("aspect_ratio")
        @Nullable String aspectRatio,
    @Schema(description = "Whether the video has sound. Alias: generate_sound.")
        @JsonProperty("generate_audio")
        @Nullable Boolean generateAudio,
    @Schema(
            description =
                "What the video should not show. A warning tells if the provider "
                    + "cannot honour it.",
            maxLength = 32000)
        @JsonProperty("negative_prompt")
        @Nullable String negativePrompt,
    @Schema(
            description = "Makes results repeatable where the provider can; -1 is random.",
            minimum = "-1",
            maximum = "4294967295")
        @Nullable Long seed,
    @Schema(
            description = "How many videos to make, at most what the model allows.",
            minimum = "1",
            maximum = "4",
            defaultValue = "1")
        @Nullable Integer n,
    @Schema(
            description = "Frames per second. A warning tells if they are fixed.",
            minimum = "1",
            maximum = "240")
        @Nullable Integer fps,
    @Schema(
            description =
                "Length in frames of a dialect that counts them; divided by fps, or "
                    + "else by the frame rate of the model, it must be whole seconds.",
            minimum = "1")
        @JsonProperty("num_frames")
        @Nullable Integer numFrames,
    @Schema(description = "Whether the provider marks the video.", defaultValue = "false")
        @Nullable Boolean watermark,
    @Schema(description = "Whether the camera stands still.") @JsonProperty("camera_fixed")
        @Nullable Boolean cameraFixed,
    @Schema(description = "Whether the last frame is kept as a picture.", defaultValue = "false")
        @JsonProperty("return_last_frame")
        @Nullable Boolean returnLastFrame,
    @Schema(
            description =
                "One input by URL: a picture is the first frame, a clip or a sound "
                    + "counts as one of input_references.",
            implementation = Object.class,
            oneOf = {String.class, InputReference.class})
        @JsonProperty("input_reference")
        @Nullable InputReference inputReference,
    @Schema(description = "First and last frame. In a form, best sent as JSON text.")
        @JsonProperty("frame_images")
        @Nullable List<FrameImage> frameImages,
    @Schema(
            description = "URL of the first frame; shorthand for frame_images.",
            format = "uri",
            maxLength = 8192)
        @JsonProperty("first_frame")
        @Nullable String firstFrameUrl,
    @Schema(
            description = "URL of the last frame; shorthand for frame_images.",
            format = "uri",
            maxLength = 8192)
        @JsonProperty("last_frame")
        @Nullable String lastFrameUrl,
    @Schema(
            description =
                "Pictures, clips and sounds that the video should be like; never "
                    + "together with frames, and never sounds alone.")
        @JsonProperty("input_references")
        @Nullable List<ReferenceInput> inputReferences,
    @Schema(
            description =
                "The source clip, on edits and extensions only: an object, or a "
                    + "plain id or URL.",
            implementation = Object.class,
            oneOf = {String.class, SourceVideo.class})
        @Nullable SourceVideo video,
    @Schema(
            description = "What the inputs are meant to be; refused if they are not.",
            implementation = String.class,
            allowableValues = {
              "text_to_video",
              "image_to_video",
              "first_last_frame",
              "reference_to_video",
              "edit",
              "extend"
            },
            example = "text_to_video")
        @Nullable Operation operation,
    @Schema(description = "Which providers may run the video.")
        @Nullable ProviderPreferences provider,
    @Schema(
            description =
                "Most US dollars that the video may cost, as a decimal string or a "
                    + "number with at most 6 decimals; binds every attempt. Header twin: "
                    + "X-Gateway-Max-Cost.",
            implementation = String.class,
            types = {"string", "number"},
            example = "0.60")
        @JsonProperty("max_cost")
        @Nullable Usd maxCost,
    @Schema(
            description = "After so many seconds the video fails with deadline_exceeded.",
            minimum = "60",
            maximum = "86400",
            example = "3600")
        @JsonProperty("deadline_seconds")
        @Nullable Integer deadlineSeconds,
    @Schema(
            description =
                "A public https URL that hears the end of this video, signed under the tenant's secret"
                    + " for callbacks.",
            format = "uri",
            maxLength = 2048,
            example = "https://studio.example.org/hooks/video")
        @JsonProperty("callback_url")
        @Nullable String callbackUrl,
    @Schema(
            description =
                "In which format callback_url is told. openrouter: the body and the headers of"
                    + " OpenRouter's video webhooks (video.generation.completed, failed, cancelled or"
                    + " expired; X-OpenRouter-Signature under the current secret for callbacks, its"
                    + " whole text as the key; X-OpenRouter-Idempotency-Key). Registered endpoints are"
                    + " told in the standard format all the same. Needs callback_url.",
            allowableValues = {"standard", "openrouter"},
            defaultValue = "standard")
        @JsonProperty("callback_format")
        @Nullable String callbackFormat,
    @Schema(
            description =
                "Up to 16 pairs of strings, keys to 64 and values to 512 characters, "
                    + "returned unchanged.",
            example = "{\"project\": \"harbour\"}")
        @Nullable Map<String, String> metadata,
    @Schema(description = "The tag of the caller's own user.", maxLength = 256)
        @Nullable String user,
    @Schema(
            description = "flex is cheaper and slower where a provider offers it.",
            allowableValues = {"default", "flex"},
            defaultValue = "default")
        @JsonProperty("service_tier")
        @Nullable String serviceTier) {

  public CreateVideoRequest {
    frameImages = frameImages == null ? null : List.copyOf(frameImages);
    inputReferences = inputReferences == null ? null : List.copyOf(inputReferences);
    metadata = metadata == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /// The URL of the first frame, however the caller named it.
  public @Nullable String firstFrame() {
    return Stream.of(Optional.ofNullable(firstFrameUrl), frame("first_frame"), single(true))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /// The URL of the last frame, however the caller named it.
  public @Nullable String lastFrame() {
    return lastFrameUrl == null ? frame("last_frame").orElse(null) : lastFrameUrl;
  }

  /// What the video should be like, in the caller's order.
  public List<Reference> references() {
    Stream<Reference> one =
        single(false).map(url -> new Reference(MediaKind.of(url), url)).stream();
    Stream<Reference> many =
        inputReferences == null
            ? Stream.empty()
            : inputReferences.stream().map(ReferenceInput::reference);
    return Stream.concat(one, many).toList();
  }

  /// Whether a first frame is given by its own name.
  boolean firstFrameGiven() {
    return firstFrameUrl != null || frame("first_frame").isPresent();
  }

  /// Whether {@code input_reference} is a picture, and so a first frame.
  boolean singleImageGiven() {
    return single(true).isPresent();
  }

  private Optional<String> frame(String type) {
    return frameImages == null
        ? Optional.empty()
        : frameImages.stream()
            .filter(frame -> frame.frameType().equals(type))
            .map(frame -> frame.imageUrl().url())
            .findFirst();
  }

  private Optional<String> single(boolean image) {
    return Optional.ofNullable(inputReference)
        .map(InputReference::imageUrl)
        .filter(url -> (MediaKind.of(url) == ReferenceKind.IMAGE) == image);
  }
}
