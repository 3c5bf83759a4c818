package io.reelgate.sandbox.empiriolabs;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.Failing;
import io.reelgate.sandbox.PollFault;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import io.reelgate.sandbox.empiriolabs.EmpirioLabsWire.Cause;
import io.reelgate.sandbox.empiriolabs.EmpirioLabsWire.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tasks after they have been taken, in the provider's words, for as long as it knows them.
final class EmpirioLabsJobs {
  private static final double NEARLY = 0.99;

  private final SimulatedProvider provider;
  private final EmpirioLabsProperties properties;

  EmpirioLabsJobs(SimulatedProvider provider, EmpirioLabsProperties properties) {
    this.provider = provider;
    this.properties = properties;
  }

  Answer poll(String id, String base) {
    boolean failsByChance = provider.polled();
    Task task =
        provider
            .find(id)
            .filter(found -> !isForgotten(found))
            .orElseThrow(EmpirioLabsRefusal::notFound);
    if (failsByChance) {
      return EmpirioLabsAnswers.error(500);
    }
    PollFault fault = task.polled();
    return fault == null
        ? provider.answer(task, EmpirioLabsAnswers.json(200, job(task, base)))
        : EmpirioLabsAnswers.poll(fault);
  }

  private boolean isForgotten(Task task) {
    Instant end = completedAt(task);
    return end != null && !provider.time().isBefore(end.plus(properties.jobLife()));
  }

  /// When the task ended, null while it has not.
  @Nullable Instant completedAt(Task task) {
    long now = provider.now();
    return task.phase(now).ended() ? task.createdAt().plus(task.elapsed(now)) : null;
  }

  private Job job(Task task, String base) {
    Phase phase = task.told(provider.now());
    Instant completedAt = phase.ended() ? completedAt(task) : null;
    return new Job(
        task.id(),
        status(task, phase),
        progress(task, phase),
        EmpirioLabsExchange.time(task.createdAt()),
        completedAt == null ? null : EmpirioLabsExchange.time(completedAt),
        phase == Phase.SUCCEEDED ? result(task, base) : null,
        phase == Phase.FAILED ? error(task) : null);
  }

  private boolean second(Task task) {
    return properties.manner().second(task.id());
  }

  private String status(Task task, Phase phase) {
    PollFault fault = task.script().poll();
    return switch (phase) {
      case CREATED -> "queued";
      case RUNNING -> {
        String usual = second(task) ? "running" : "processing";
        boolean odd = fault != null && fault.kind() == PollFault.Kind.UNKNOWN_STATUS;
        yield odd ? "defragmenting" : usual;
      }
      case SUCCEEDED -> second(task) ? "succeeded" : "completed";
      case FAILED ->
          switch (Objects.requireNonNull(task.failing())) {
            case TIMEOUT -> "expired";
            case CANCELLED -> second(task) ? "canceled" : "cancelled";
            case MODERATION, INPUT, MEDIA, CAPACITY, INTERNAL -> "failed";
          };
    };
  }

  /// A share of the time; in the second manner it never quite gets there.
  private double progress(Task task, Phase phase) {
    if (phase == Phase.SUCCEEDED) {
      return second(task) ? NEARLY : 1;
    }
    Duration elapsed = task.elapsed(provider.now());
    double whole = elapsed.plus(task.remaining(provider.now())).toNanos();
    return whole == 0 ? 0 : Math.min(NEARLY, Math.round(100 * elapsed.toNanos() / whole) / 100.0);
  }

  private static @Nullable Object result(Task task, String base) {
    Map<String, String> file = Map.of("url", url(task, base));
    return switch (task.script().outputs()) {
      case URLS -> Map.of("data", List.of(file));
      case OBJECTS -> Map.of("video", file);
      case EMPTY -> Map.of("data", List.of());
      case NULL -> null;
    };
  }

  /// The signed address of the finished file.
  static String url(Task task, String base) {
    long expires = task.createdAt().plus(Duration.ofDays(7)).getEpochSecond();
    return "%s/outputs/%s.mp4?token=%s&expires=%d"
        .formatted(base, task.id(), token(task.id()), expires);
  }

  static String token(String id) {
    return Integer.toHexString(("token of " + id).hashCode());
  }

  private Object error(Task task) {
    Cause error = cause(Objects.requireNonNull(task.failing()));
    return second(task) && error.code().equals("upstream_error") ? error.message() : error;
  }

  private Cause cause(Failing failing) {
    return switch (failing) {
      case MODERATION ->
          new Cause(
              "the content was refused", "invalid_request_error", properties.moderationCode());
      case INPUT -> upstream("upstream rejected the input");
      case MEDIA -> upstream("upstream could not fetch the input media");
      case CAPACITY -> new Cause("the model is offline", "upstream_error", "model_unavailable");
      case INTERNAL -> upstream("upstream failed");
      case TIMEOUT -> upstream("the task took too long");
      case CANCELLED -> upstream("the task was cancelled");
    };
  }

  private static Cause upstream(String message) {
    return new Cause(message, "upstream_error", "upstream_error");
  }
}
