package io.reelgate.provider.wavespeed;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Output;
import io.reelgate.provider.Progress;
import io.reelgate.provider.Submission;
import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Envelope;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Prediction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the provider's answers mean. Pure.
final class WaveSpeedResponseMapper {
  private static final int FINE = 200;
  private static final int NOT_FOUND = 404;

  private WaveSpeedResponseMapper() {}

  static Submission submission(Reply reply, SafeText safe) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) -> new Submission.NotSent(failure);
      case Reply.Lost(Failure failure) -> new Submission.Unclear(failure);
      case Reply.Answered answer -> submission(answer, body(answer), safe);
    };
  }

  private static Submission submission(
      Reply.Answered answer, @Nullable Envelope body, SafeText safe) {
    Prediction task = body == null ? null : body.data();
    String id = task == null ? null : task.id();
    if (answer.successful() && id != null) {
      return TaskId.usable(id)
          ? new Submission.Accepted(id, first(id, answer, body, safe))
          : unclear(answer.status(), answer, body, safe);
    }
    int status = answer.successful() ? said(answer, body) : answer.status();
    return WaveSpeedFailures.refused(status, WaveSpeedFailures.text(answer, body))
        ? new Submission.Refused(WaveSpeedFailures.ofStatus(status, answer, body, safe))
        : unclear(status, answer, body, safe);
  }

  private static Submission unclear(
      int status, Reply.Answered answer, @Nullable Envelope body, SafeText safe) {
    return new Submission.Unclear(
        status >= 200 && status < 300
            ? unreadable(status, "the answer names no task")
            : WaveSpeedFailures.ofStatus(status, answer, body, safe));
  }

  /// The task exists, so whatever else its first answer says badly is asked again.
  private static Progress first(
      String id, Reply.Answered answer, @Nullable Envelope body, SafeText safe) {
    Progress told = progress(id, answer, body, safe);
    return switch (told) {
      case Progress.Succeeded _, Progress.Failed _, Progress.Running _ -> told;
      case Progress.NotFound _, Progress.NoAnswer _ -> Progress.Running.UNTOLD;
    };
  }

  static Progress progress(String id, Reply reply, SafeText safe) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) -> new Progress.NoAnswer(failure);
      case Reply.Lost(Failure failure) -> new Progress.NoAnswer(failure);
      case Reply.Answered answer -> progress(id, answer, body(answer), safe);
    };
  }

  private static Progress progress(
      String id, Reply.Answered answer, @Nullable Envelope body, SafeText safe) {
    int status = answer.successful() ? said(answer, body) : answer.status();
    if (status == NOT_FOUND) {
      return new Progress.NotFound(WaveSpeedFailures.ofStatus(status, answer, body, safe));
    }
    if (!answer.successful() || status != answer.status()) {
      return new Progress.NoAnswer(WaveSpeedFailures.ofStatus(status, answer, body, safe));
    }
    Prediction task = body == null ? null : body.data();
    if (task == null || task.status() == null || task.status().isBlank()) {
      return new Progress.NoAnswer(unreadable(status, "the answer has no task"));
    }
    if (task.id() != null && !task.id().equals(id)) {
      return new Progress.NoAnswer(unreadable(status, "the answer is about another task"));
    }
    return progress(task, task.status().strip().toLowerCase(Locale.ROOT), safe);
  }

  private static Progress progress(Prediction task, String status, SafeText safe) {
    return switch (status) {
      case "completed" -> completed(TaskOutputs.of(task.outputs()));
      case "failed" -> refunded(WaveSpeedFailures.ofTask(task.code(), task.error(), safe));
      case "timeout" -> failed(FailureKind.TIMEOUT, status, "the task ran out of time");
      case "cancelled", "canceled", "deleted" ->
          failed(FailureKind.STOPPED_UPSTREAM, status, "the task was stopped at the provider");
      default -> Progress.Running.UNTOLD;
    };
  }

  private static Progress completed(List<Output> outputs) {
    return outputs.isEmpty()
        ? failed(FailureKind.PROVIDER_ERROR, "completed", "the task completed without an output")
        : new Progress.Succeeded(outputs, null, null);
  }

  /// Failed tasks are refunded by the provider's own rule; only for refused content it does not
  /// say.
  private static Progress refunded(Failure failure) {
    return new Progress.Failed(failure, failure.kind() != FailureKind.MODERATION);
  }

  /// An end for which no refund is promised.
  private static Progress failed(FailureKind kind, String code, String detail) {
    return new Progress.Failed(Failure.of(kind, code, detail), false);
  }

  /// The status that a successful answer claims in its own body.
  private static int said(Reply.Answered answer, @Nullable Envelope body) {
    Integer code = body == null ? null : body.code();
    return code == null || code == 0 || code == FINE ? answer.status() : code;
  }

  private static Failure unreadable(int status, String detail) {
    return Failure.of(FailureKind.UNREADABLE, Integer.toString(status), detail);
  }

  private static @Nullable Envelope body(Reply.Answered answer) {
    return ProviderJson.read(answer.body(), Envelope.class).orElse(null);
  }
}
