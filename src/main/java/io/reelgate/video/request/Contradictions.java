package io.reelgate.video.request;

import static io.reelgate.problem.ProblemCode.CONFLICTING_PARAMETERS;
import static io.reelgate.problem.ProblemCode.UNSUPPORTED_PARAMETER;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the fields of one request may not say together, and what its operation needs.
final class Contradictions {
  private final Purpose purpose;
  private final CanonicalRequest sent;
  private final CreateVideoRequest request;

  Contradictions(Purpose purpose, CanonicalRequest sent, CreateVideoRequest request) {
    this.purpose = purpose;
    this.sent = sent;
    this.request = request;
  }

  /// Refuses what cannot be meant, and tells what is.
  Operation check() {
    checkSource();
    checkFrames();
    checkReferences();
    checkCallback();
    Operation operation = operation();
    if (request.operation() != null && request.operation() != operation) {
      throw problem(
          "operation",
          CONFLICTING_PARAMETERS,
          "does not agree with the inputs, which make it " + operation.word());
    }
    if (request.prompt() == null && (purpose.hasSource() || hasNoInput())) {
      throw CanonicalRequest.missing("prompt", "is required");
    }
    return operation;
  }

  private void checkSource() {
    if (purpose instanceof Purpose.Create && request.video() != null) {
      throw problem(
          "video",
          UNSUPPORTED_PARAMETER,
          "is the source clip of edits and extensions; here a clip goes into input_references");
    }
    if (purpose.hasSource() && request.video() == null) {
      throw CanonicalRequest.missing("video", "is required");
    }
  }

  private void checkFrames() {
    List<FrameImage> frames = Objects.requireNonNullElse(request.frameImages(), List.of());
    checkFrame("first_frame", request.firstFrameUrl(), frames);
    checkFrame("last_frame", request.lastFrameUrl(), frames);
    if (request.singleImageGiven() && request.firstFrameGiven()) {
      throw problem(
          "input_reference", CONFLICTING_PARAMETERS, "is the first frame, which is given too");
    }
    if (request.firstFrame() != null && purpose.hasSource()) {
      throw problem(
          firstFrameField(),
          UNSUPPORTED_PARAMETER,
          "is a first frame, and a source clip has its own; send input_references instead");
    }
    if (request.lastFrame() != null && request.firstFrame() == null) {
      checkLastFrameAlone();
    }
  }

  private void checkLastFrameAlone() {
    switch (purpose) {
      case Purpose.Extension() -> {}
      case Purpose.Create() ->
          throw CanonicalRequest.missing(
              "first_frame", "is required beside a last frame, except on extensions");
      case Purpose.Edit(), Purpose.Remix(String _) ->
          throw problem(
              sent.has("last_frame") ? "last_frame" : "frame_images",
              UNSUPPORTED_PARAMETER,
              "may not have a last frame here; only creates and extensions take one");
    }
  }

  private String firstFrameField() {
    if (request.singleImageGiven()) {
      return "input_reference";
    }
    return sent.has("first_frame") ? "first_frame" : "frame_images";
  }

  private void checkFrame(String type, @Nullable String shorthand, List<FrameImage> frames) {
    @Nullable String before = shorthand;
    boolean seen = false;
    for (int index = 0; index < frames.size(); index++) {
      FrameImage frame = frames.get(index);
      if (!frame.frameType().equals(type)) {
        continue;
      }
      boolean differs = before != null && !before.equals(frame.imageUrl().url());
      if (seen || differs) {
        throw sent.path("frame_images")
            .element(index)
            .member("frame_type")
            .problem(CONFLICTING_PARAMETERS, "gives a second " + type);
      }
      seen = true;
      before = frame.imageUrl().url();
    }
  }

  private void checkReferences() {
    List<Reference> references = request.references();
    if (references.isEmpty()) {
      return;
    }
    if (request.firstFrame() != null || request.lastFrame() != null) {
      throw problem(
          referencesField(),
          CONFLICTING_PARAMETERS,
          "cannot be used together with a first or last frame");
    }
    boolean audioAlone = references.stream().allMatch(each -> each.kind() == ReferenceKind.AUDIO);
    if (audioAlone && purpose instanceof Purpose.Create) {
      throw problem(
          referencesField(),
          ProblemCode.INVALID_VALUE,
          "must have an image or a video beside the audio");
    }
  }

  private String referencesField() {
    return sent.has("input_references") ? "input_references" : "input_reference";
  }

  /// Whoever names a format waits to be told, and without a URL nobody would be.
  private void checkCallback() {
    if ("openrouter".equals(request.callbackFormat()) && request.callbackUrl() == null) {
      throw CanonicalRequest.missing(
          "callback_url", "is required beside callback_format openrouter");
    }
  }

  private boolean hasNoInput() {
    return request.firstFrame() == null && request.references().isEmpty();
  }

  private Operation operation() {
    return switch (purpose) {
      case Purpose.Edit(), Purpose.Remix(String _) -> Operation.EDIT;
      case Purpose.Extension() -> Operation.EXTEND;
      case Purpose.Create() when !request.references().isEmpty() -> Operation.REFERENCE_TO_VIDEO;
      case Purpose.Create() when request.lastFrame() != null -> Operation.FIRST_LAST_FRAME;
      case Purpose.Create() when request.firstFrame() != null -> Operation.IMAGE_TO_VIDEO;
      case Purpose.Create() -> Operation.TEXT_TO_VIDEO;
    };
  }

  private ProblemException problem(String canonical, ProblemCode code, String words) {
    return sent.path(canonical).problem(code, words);
  }
}
