package io.reelgate.provider.empiriolabs;

import io.reelgate.money.Usd;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Output;
import io.reelgate.provider.Progress;
import io.reelgate.provider.Submission;
import io.reelgate.provider.empiriolabs.EmpirioLabsUsage.Event;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the provider's answers mean.
///
/// @param usage asked where an answer leaves the money or the result open
/// @param outputExpected a task that finished after this moment may still be without its file
/// @param strangeWords told of states that nobody knows
/// @param safe cleans what the provider says
record EmpirioLabsResponseMapper(
    EmpirioLabsUsage usage, Instant outputExpected, StrangeWords strangeWords, SafeText safe) {
  private static final int NOT_FOUND = 404;

  static Submission submission(Reply reply, SafeText safe) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) -> new Submission.NotSent(failure);
      case Reply.Lost(Failure failure) -> new Submission.Unclear(failure);
      case Reply.Answered answer when answer.successful() ->
          accepted(answer, EmpirioLabsAnswer.of(answer), safe);
      case Reply.Answered answer -> declined(answer, EmpirioLabsAnswer.of(answer), safe);
    };
  }

  private static Submission accepted(Reply.Answered answer, EmpirioLabsAnswer body, SafeText safe) {
    String id = body.id();
    Optional<String> url = body.resultAtOnce();
    if (id != null && EmpirioLabsId.usable(id)) {
      return new Submission.Accepted(id, first(body, url, safe));
    }
    return url.<Submission>map(
            file -> new Submission.Accepted(EmpirioLabsId.ofFile(file), succeeded(file, null)))
        .orElseGet(() -> new Submission.Unclear(unreadable(answer, "the answer names no task")));
  }

  /// A refusal that names a task contradicts itself.
  private static Submission declined(Reply.Answered answer, EmpirioLabsAnswer body, SafeText safe) {
    Failure failure = EmpirioLabsFailures.ofStatus(answer, body, safe);
    boolean refused = EmpirioLabsFailures.refused(answer.status(), body) && body.jobId() == null;
    return refused ? new Submission.Refused(failure) : new Submission.Unclear(failure);
  }

  /// The task exists; what its first answer leaves open is asked again.
  private static Progress first(EmpirioLabsAnswer body, Optional<String> url, SafeText safe) {
    return switch (State.of(body.state())) {
      case SUCCEEDED ->
          url.or(body::result)
              .<Progress>map(file -> succeeded(file, null))
              .orElse(Progress.Running.UNTOLD);
      case FAILED -> new Progress.Failed(EmpirioLabsFailures.ofTask(body, safe), false);
      case EXPIRED, STOPPED, RUNNING, STRANGE -> new Progress.Running(body.percent());
    };
  }

  Progress progress(String id, Reply reply) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) -> new Progress.NoAnswer(failure);
      case Reply.Lost(Failure failure) -> new Progress.NoAnswer(failure);
      case Reply.Answered answer -> progress(id, answer, EmpirioLabsAnswer.of(answer));
    };
  }

  private Progress progress(String id, Reply.Answered answer, EmpirioLabsAnswer body) {
    if (answer.status() == NOT_FOUND) {
      return forgotten(id, EmpirioLabsFailures.ofStatus(answer, body, safe));
    }
    if (!answer.successful()) {
      return new Progress.NoAnswer(EmpirioLabsFailures.ofStatus(answer, body, safe));
    }
    String state = body.state();
    if (state == null) {
      return new Progress.NoAnswer(unreadable(answer, "the answer has no state"));
    }
    String about = body.jobId();
    if (about != null && !about.equals(id)) {
      return new Progress.NoAnswer(unreadable(answer, "the answer is about another task"));
    }
    return switch (State.of(state)) {
      case SUCCEEDED -> done(id, state, body);
      case FAILED -> failed(id, EmpirioLabsFailures.ofTask(body, safe));
      case EXPIRED -> failed(id, FailureKind.TIMEOUT, state, "the task expired");
      case STOPPED ->
          failed(id, FailureKind.STOPPED_UPSTREAM, state, "the task was stopped at the provider");
      case RUNNING -> new Progress.Running(body.percent());
      case STRANGE -> {
        strangeWords.met(safe.of(state));
        yield new Progress.Running(body.percent());
      }
    };
  }

  private Progress done(String id, String state, EmpirioLabsAnswer body) {
    Optional<String> url = body.result();
    if (url.isPresent()) {
      Optional<Event> event = usage.findRecent(each -> each.isOf(id) || each.made(url.get()));
      return succeeded(url.get(), event.map(Event::cost).orElse(null));
    }
    Instant completedAt = body.completedAt();
    if (completedAt != null && completedAt.isAfter(outputExpected)) {
      return new Progress.Running(body.percent());
    }
    return recovered(id).orElseGet(() -> withoutFile(id, state, completedAt));
  }

  /// Only what is known to have ended some time ago, and is nowhere else, has no file.
  private Progress withoutFile(String id, String state, @Nullable Instant completedAt) {
    if (usage.unread()) {
      return new Progress.NoAnswer(usageUnread());
    }
    return completedAt == null
        ? Progress.Running.UNTOLD
        : failed(id, FailureKind.PROVIDER_ERROR, state, "the task has no output");
  }

  /// The state is gone an hour after the end; the files are not.
  private Progress forgotten(String id, Failure failure) {
    return recovered(id)
        .orElseGet(() ->
            usage.unread() ? new Progress.NoAnswer(usageUnread()) : new Progress.NotFound(failure));
  }

  private Optional<Progress> recovered(String id) {
    return usage
        .find(each -> each.isOf(id) && !each.outputs().isEmpty())
        .map(event -> succeeded(event.outputs().getFirst(), event.cost()));
  }

  /// A task under an id of our own, which only the usage list knows.
  Progress ofOwn(String id) {
    Optional<Event> event = usage.find(each -> each.outputOf(id).isPresent());
    if (event.isPresent()) {
      String url = event.get().outputOf(id).orElseThrow();
      return succeeded(url, event.get().cost());
    }
    return usage.unread()
        ? new Progress.NoAnswer(usageUnread())
        : new Progress.NotFound(
            Failure.of(FailureKind.NOT_FOUND, null, "the usage list does not show the file"));
  }

  private Progress failed(String id, FailureKind kind, String code, String detail) {
    return failed(id, Failure.of(kind, safe.of(code), detail));
  }

  /// Whether failures are charged is not documented, so only the usage list can say that one was
  /// not.
  private Progress failed(String id, Failure failure) {
    boolean free =
        usage
            .findRecent(each -> each.isOf(id))
            .map(Event::cost)
            .filter(Usd.ZERO::equals)
            .isPresent();
    return new Progress.Failed(failure, free);
  }

  private static Progress succeeded(String url, @Nullable Usd cost) {
    return new Progress.Succeeded(List.of(new Output(url)), cost, null);
  }

  private static Failure usageUnread() {
    return Failure.of(
        FailureKind.UNREADABLE,
        "usage",
        "the task has no file and the usage list was not read to its end");
  }

  private static Failure unreadable(Reply.Answered answer, String detail) {
    return Failure.of(FailureKind.UNREADABLE, Integer.toString(answer.status()), detail);
  }

  /// What a state word means.
  private enum State {
    RUNNING,
    /// A word that nobody knows, which means that the task still runs.
    STRANGE,
    SUCCEEDED,
    FAILED,
    STOPPED,
    EXPIRED;

    static State of(@Nullable String word) {
      return switch (word) {
        case "completed", "complete", "succeeded", "success", "done" -> SUCCEEDED;
        case "failed", "error" -> FAILED;
        case "cancelled", "canceled" -> STOPPED;
        case "expired" -> EXPIRED;
        case null -> RUNNING;
        case "queued", "pending", "submitted", "processing", "running", "in_progress" -> RUNNING;
        default -> STRANGE;
      };
    }
  }
}
