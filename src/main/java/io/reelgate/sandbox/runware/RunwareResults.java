package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.Failing;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.OutputShape;
import io.reelgate.sandbox.PollFault;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Puts a task into the provider's words: one entry for each of its results.
///
/// @param base where this simulator stands, as its caller sees it
/// @param nanos the monotonic time of the look
record RunwareResults(String base, long nanos, boolean tellsProgress) {
  private static final int ALL = 100;
  private static final long SEED_BITS = 0x7FFF_FFFFL;

  static RunwareOrder order(Task task) {
    JsonNode body = Objects.requireNonNull(LenientJson.read(task.inputs()));
    return RunwareOrder.read(body);
  }

  static String videoUuid(String uuid, int number) {
    String seed = uuid + "#" + number;
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// Every result as it stands now.
  List<Map<String, @Nullable Object>> all(Task task, Phase phase) {
    RunwareOrder order = order(task);
    return IntStream.range(0, order.results())
        .mapToObj(number ->
            done(task, phase, number, order.results())
                ? finished(task, order, number)
                : running(task))
        .toList();
  }

  /// The results of one task end one after the other, the last one with the task itself.
  boolean done(Task task, Phase phase, int number, int results) {
    if (phase == Phase.SUCCEEDED) {
      return true;
    }
    boolean ending = task.failing() == null && !task.script().stuck() && number < results - 1;
    return phase == Phase.RUNNING && ending && share(task) * results >= (double) ALL * (number + 1);
  }

  private double share(Task task) {
    Duration elapsed = task.elapsed(nanos);
    Duration whole = elapsed.plus(task.remaining(nanos));
    return whole.isZero() ? ALL : (double) ALL * elapsed.toNanos() / whole.toNanos();
  }

  private Map<String, @Nullable Object> running(Task task) {
    PollFault fault = task.script().poll();
    boolean odd = fault != null && fault.kind() == PollFault.Kind.UNKNOWN_STATUS;
    Map<String, @Nullable Object> item = item(task, odd ? "defragmenting" : "processing");
    if (tellsProgress) {
      item.put("progress", (int) Math.min(ALL - 1, share(task)));
    }
    return item;
  }

  Map<String, @Nullable Object> finished(Task task, RunwareOrder order, int number) {
    String video = videoUuid(task.id(), number);
    Map<String, @Nullable Object> item = item(task, "success");
    String url = base + "/video/" + task.id() + "/" + video + ".mp4";
    switch (task.script().outputs()) {
      case OutputShape.URLS -> {
        item.put("videoUUID", video);
        item.put("videoURL", url);
      }
      case OutputShape.OBJECTS -> {
        item.put("mediaUUID", video);
        item.put("mediaURL", url);
      }
      case OutputShape.NULL -> item.put("videoURL", null);
      case OutputShape.EMPTY -> item.put("videoUUID", video);
    }
    item.put("seed", video.hashCode() & SEED_BITS);
    if (order.costs()) {
      item.put("cost", RunwareTariff.dollars(task.chargeMicros() / order.results()));
    }
    return item;
  }

  static Map<String, @Nullable Object> failed(Task task, boolean hidesModeration) {
    RunwareError error = error(task, hidesModeration);
    Map<String, @Nullable Object> item = item(task, "error");
    item.put("error", Map.of("code", error.code(), "message", error.message()));
    return item;
  }

  static RunwareError error(Task task, boolean hidesModeration) {
    Failing failing = Objects.requireNonNull(task.failing());
    Failing told = failing == Failing.MODERATION && hidesModeration ? Failing.INTERNAL : failing;
    return RunwareError.of(code(told), message(failing)).failed(task.id());
  }

  private static Map<String, @Nullable Object> item(Task task, String status) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("taskType", RunwareTask.VIDEO);
    item.put("taskUUID", task.id());
    item.put("status", status);
    return item;
  }

  private static String code(Failing failing) {
    return switch (failing) {
      case MODERATION -> "invalidProviderContent";
      case INPUT -> "unsupportedParameter";
      case MEDIA -> "mediaNotFound";
      case CAPACITY -> "noAvailableServer";
      case INTERNAL -> "providerError";
      case TIMEOUT -> "timeoutProvider";
      case CANCELLED -> "taskCancelled";
    };
  }

  private static String message(Failing failing) {
    return switch (failing) {
      case MODERATION -> "The content was flagged as sensitive by the provider's moderation.";
      case INPUT -> "The provider does not support a parameter.";
      case MEDIA -> "An input file could not be found.";
      case CAPACITY -> "No server is available for this model.";
      case INTERNAL -> "The provider failed.";
      case TIMEOUT -> "The upstream provider gave no answer in time; the task was stopped.";
      case CANCELLED -> "The task was cancelled.";
    };
  }
}
