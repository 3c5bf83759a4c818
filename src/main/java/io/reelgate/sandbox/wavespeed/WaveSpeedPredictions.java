package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.Failing;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.OutputShape;
import io.reelgate.sandbox.PollFault;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Prediction;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Timings;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Urls;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Puts a task into the provider's words.
///
/// @param base where this simulator stands, as its caller sees it
/// @param nanos the monotonic time of the look
record WaveSpeedPredictions(String base, long nanos) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final double INFERENCE_SHARE = 0.97;

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static String status(Task task, Phase phase) {
    PollFault fault = task.script().poll();
    return switch (phase) {
      case CREATED -> "created";
      case RUNNING ->
          fault != null && fault.kind() == PollFault.Kind.UNKNOWN_STATUS
              ? "defragmenting"
              : "processing";
      case SUCCEEDED -> "completed";
      case FAILED ->
          switch (Objects.requireNonNull(task.failing())) {
            case TIMEOUT -> "timeout";
            case CANCELLED -> "cancelled";
            case MODERATION, INPUT, MEDIA, CAPACITY, INTERNAL -> "failed";
          };
    };
  }

  Prediction prediction(Task task, Phase phase, boolean withInput) {
    boolean failed = phase == Phase.FAILED;
    long millis = phase.ended() ? task.elapsed(nanos).toMillis() : 0;
    List<Object> outputs = outputs(task, phase);
    int flags = phase == Phase.SUCCEEDED && outputs != null ? outputs.size() : 0;
    return new Prediction(
        task.id(),
        task.model(),
        outputs,
        new Urls(base + "/api/v3/predictions/" + task.id() + "/result"),
        Collections.nCopies(flags, false),
        status(task, phase),
        time(task.createdAt()),
        failed ? message(Objects.requireNonNull(task.failing())) : "",
        failed ? code(Objects.requireNonNull(task.failing())) : null,
        millis,
        new Timings(failed ? 0 : Math.round(millis * INFERENCE_SHARE)),
        withInput ? input(task) : null);
  }

  /// A task that its owner has removed.
  Prediction deleted(Task task) {
    Prediction last = prediction(task, task.phase(nanos), false);
    return new Prediction(
        last.id(),
        last.model(),
        List.of(),
        last.urls(),
        List.of(),
        "deleted",
        last.createdAt(),
        "",
        null,
        last.executionTime(),
        last.timings(),
        null);
  }

  private static @Nullable JsonNode input(Task task) {
    return LenientJson.read(task.inputs());
  }

  private @Nullable List<Object> outputs(Task task, Phase phase) {
    String url = base + "/outputs/" + task.id() + ".mp4";
    OutputShape shape = task.script().outputs();
    if (shape == OutputShape.NULL) {
      return null;
    }
    if (phase != Phase.SUCCEEDED || shape == OutputShape.EMPTY) {
      return List.of();
    }
    return List.of(shape == OutputShape.OBJECTS ? Map.of("url", url) : url);
  }

  private static @Nullable Integer code(Failing failing) {
    return switch (failing) {
      case MODERATION -> 1200;
      case INPUT -> 1401;
      case MEDIA -> 1402;
      case CAPACITY -> 5003;
      case INTERNAL -> 5000;
      case TIMEOUT -> 5004;
      case CANCELLED -> null;
    };
  }

  private static String message(Failing failing) {
    return switch (failing) {
      case MODERATION -> "The input or output was flagged as sensitive by content moderation";
      case INPUT -> "Invalid parameter";
      case MEDIA -> "Could not fetch the media at the given URL";
      case CAPACITY -> "Service unavailable, please try again later";
      case INTERNAL -> "Internal error";
      case TIMEOUT -> "Task timed out";
      case CANCELLED -> "Task was cancelled";
    };
  }
}
