package io.reelgate.video;

import io.reelgate.catalog.Model;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Size;
import io.reelgate.catalog.VideoSpec.Shape;
import io.reelgate.job.JobWarning;
import io.reelgate.problem.ProblemCode;
import io.reelgate.video.request.CreateVideoRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How long, how large and in which shape: what a request says, completed by the model's defaults.
final class ShapeRules {
  /// An edit follows its source within these lengths, whole seconds.
  private static final int EDIT_MIN = 4;

  private static final int EDIT_MAX = 15;

  private final Model model;
  private final Operation operation;
  private final CreateVideoRequest request;
  private final @Nullable SourceClip source;
  private final List<JobWarning> warnings;

  /// @param warnings where to add what was changed silently otherwise
  ShapeRules(
      Model model,
      Operation operation,
      CreateVideoRequest request,
      @Nullable SourceClip source,
      List<JobWarning> warnings) {
    this.model = model;
    this.operation = operation;
    this.request = request;
    this.source = source;
    this.warnings = warnings;
  }

  Shape shape() {
    Seconds seconds = seconds();
    int outputs = Objects.requireNonNullElse(request.n(), 1);
    if (request.size() != null) {
      return ofSize(request.size(), seconds, outputs);
    }
    String resolution = resolution();
    String ratio = aspectRatio();
    return new Shape(seconds, resolution, ratio, pixels(resolution, ratio), outputs);
  }

  private @Nullable Size pixels(String resolution, String ratio) {
    if (source != null && ratio.equals(Shape.ADAPTIVE) && resolution.equals(source.resolution())) {
      return source.size();
    }
    return model.size(resolution, ratio).orElse(null);
  }

  private Seconds seconds() {
    if (request.seconds() != null) {
      return request.seconds();
    }
    if (request.numFrames() != null) {
      return ofFrames(request.numFrames());
    }
    if (operation == Operation.EDIT) {
      return likeSource();
    }
    return Seconds.of(model.defaults().seconds());
  }

  /// An edit is as long as its source, within what can be made.
  private Seconds likeSource() {
    return source == null || source.seconds() == null
        ? new Seconds.Auto()
        : Seconds.of(Math.clamp((int) Math.ceil(source.seconds()), EDIT_MIN, EDIT_MAX));
  }

  private Seconds ofFrames(int frames) {
    if (frames % model.fps() != 0) {
      throw ProblemCode.UNSUPPORTED_DURATION.problem(
          "num_frames",
          "num_frames must come to whole seconds at the model's %d frames per second"
              .formatted(model.fps()));
    }
    return Seconds.of(frames / model.fps());
  }

  private String resolution() {
    if (request.resolution() != null) {
      return request.resolution();
    }
    if (source != null && model.resolutions().contains(source.resolution())) {
      return source.resolution();
    }
    return model.defaults().resolution();
  }

  private String aspectRatio() {
    boolean follows =
        operation != Operation.TEXT_TO_VIDEO && operation != Operation.REFERENCE_TO_VIDEO;
    String wanted = request.aspectRatio();
    if (wanted == null) {
      return follows ? Shape.ADAPTIVE : model.defaults().aspectRatio();
    }
    if (wanted.equals(Shape.ADAPTIVE) && !follows) {
      String usual = model.defaults().aspectRatio();
      warnings.add(
          new JobWarning(
              "aspect_ratio_defaulted",
              "aspect_ratio",
              "there is no frame to follow, so adaptive became " + usual));
      return usual;
    }
    return wanted;
  }

  private Shape ofSize(Size wanted, Seconds seconds, int outputs) {
    SizeTable.Match match =
        new SizeTable(model)
            .match(wanted)
            .orElseThrow(() ->
                ProblemCode.UNSUPPORTED_SIZE.problem(
                    "size",
                    "size must be one of %s for %s"
                        .formatted(String.join(", ", sizes()), model.id())));
    agree("resolution", request.resolution(), match.resolution());
    agree("aspect_ratio", request.aspectRatio(), match.aspectRatio());
    if (!wanted.equals(match.size())) {
      String made = match.size() == null ? "the provider's pixels" : match.size().toString();
      warnings.add(
          new JobWarning(
              "size_snapped",
              "size",
              "%s became %s %s, %s"
                  .formatted(wanted, match.resolution(), match.aspectRatio(), made)));
    }
    return new Shape(seconds, match.resolution(), match.aspectRatio(), match.size(), outputs);
  }

  private void agree(String field, @Nullable String said, String implied) {
    if (said != null && !said.equals(implied)) {
      throw ProblemCode.CONFLICTING_PARAMETERS.problem(
          field, "%s is %s, but size %s means %s".formatted(field, said, request.size(), implied));
    }
  }

  private List<String> sizes() {
    List<String> all = new ArrayList<>();
    model
        .sizes()
        .values()
        .forEach(table -> table.values().forEach(size -> all.add(size.toString())));
    return all;
  }
}
