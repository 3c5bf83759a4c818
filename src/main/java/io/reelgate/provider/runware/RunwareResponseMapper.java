package io.reelgate.provider.runware;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.Submission;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.runware.RunwareWire.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the provider's answers mean. Pure.
final class RunwareResponseMapper {
  /// Refusals that are about the caller or the moment, not about what was asked.
  private static final Set<Integer> NOT_THE_BATCH = Set.of(401, 402, 403, 408, 429);

  private RunwareResponseMapper() {}

  /// @param again whether the identical order was sent before, so that only what proves something
  ///   about both sends counts
  static Submission submission(TaskName task, boolean again, Reply reply, SafeText safe) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) ->
          again ? new Submission.Unclear(failure) : new Submission.NotSent(failure);
      case Reply.Lost(Failure failure) -> new Submission.Unclear(failure);
      case Reply.Answered answered -> submission(task, again, RunwareAnswer.of(answered), safe);
    };
  }

  private static Submission submission(
      TaskName task, boolean again, RunwareAnswer answer, SafeText safe) {
    // an order goes alone, so an error that names no task is about it
    List<Fault> faults =
        Stream.concat(answer.faults(task).stream(), answer.requestFaults().stream()).toList();
    if (faults.stream().anyMatch(RunwareFailures::conflict)) {
      return again
          ? new Submission.Accepted(task.upstreamId(), Progress.Running.UNTOLD)
          : new Submission.Unclear(ofFirst(faults, answer, safe));
    }
    if (!faults.isEmpty()) {
      return faulty(faults, again, answer, safe);
    }
    if (answer.reply().successful()) {
      return answer.empty() || !answer.results(task).isEmpty()
          ? new Submission.Accepted(task.upstreamId(), first(task, answer, safe))
          : new Submission.Unclear(RunwareFailures.ofStatus(answer.reply(), safe));
    }
    Failure failure = RunwareFailures.ofStatus(answer.reply(), safe);
    boolean refused = RunwareFailures.refuses(answer.reply().status()) && !answer.promises();
    return !again && refused ? new Submission.Refused(failure) : new Submission.Unclear(failure);
  }

  /// An identical order that is refused for its content was so the first time; any other refusal of
  /// a second send says nothing about the first.
  private static Submission faulty(
      List<Fault> faults, boolean again, RunwareAnswer answer, SafeText safe) {
    Failure failure = ofFirst(faults, answer, safe);
    boolean refused =
        !answer.promises()
            && RunwareFailures.refuses(faults.getFirst(), failure.kind(), answer.reply().status());
    return refused && (!again || failure.kind().permanent())
        ? new Submission.Refused(failure)
        : new Submission.Unclear(failure);
  }

  /// The task exists, so whatever else its first answer says badly is asked again.
  private static Progress first(TaskName task, RunwareAnswer answer, SafeText safe) {
    Progress told = progress(task, answer, safe);
    return switch (told) {
      case Progress.Succeeded _, Progress.Failed _, Progress.Running _ -> told;
      case Progress.NotFound _, Progress.NoAnswer _ -> Progress.Running.UNTOLD;
    };
  }

  /// Whether a request about several tasks was refused in a way that a request about fewer of them
  /// might not be.
  static boolean refusesTheBatch(Reply reply) {
    if (!(reply instanceof Reply.Answered answered)
        || answered.status() / 100 != 4
        || NOT_THE_BATCH.contains(answered.status())) {
      return false;
    }
    return RunwareAnswer.of(answered).requestFaults().stream()
        .noneMatch(fault ->
            RunwareFailures.aboutTheQuestion(
                fault, RunwareFailures.kind(fault, answered.status())));
  }

  /// What one answer says of each task that was asked about, by the task's key.
  static Map<String, Progress> progress(List<TaskName> tasks, Reply reply, SafeText safe) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) -> all(tasks, _ -> new Progress.NoAnswer(failure));
      case Reply.Lost(Failure failure) -> all(tasks, _ -> new Progress.NoAnswer(failure));
      case Reply.Answered answered -> {
        RunwareAnswer answer = RunwareAnswer.of(answered);
        yield all(tasks, task -> progress(task, answer, safe));
      }
    };
  }

  private static Map<String, Progress> all(
      List<TaskName> tasks, Function<TaskName, Progress> progress) {
    return tasks.stream().collect(Collectors.toMap(TaskName::key, progress));
  }

  private static Progress progress(TaskName task, RunwareAnswer answer, SafeText safe) {
    TaskResults results = TaskResults.of(answer.results(task));
    List<Fault> named = answer.faults(task);
    List<Fault> ends = named.stream().filter(each -> ends(each, answer)).toList();
    int ended = results.ended() + ends.size();
    if (ended == 0 && results.going().isEmpty()) {
      return absent(named, answer, safe);
    }
    boolean all = ended >= task.results() || !ends.isEmpty();
    if (results.going().isEmpty() ? !all : task.results() == 1 || ended < task.results()) {
      return results.running();
    }
    return results.done().isEmpty() ? failed(ends, answer, safe) : results.succeeded();
  }

  /// What ended without a single video. Nothing documented says that such a task is not charged.
  private static Progress failed(List<Fault> ends, RunwareAnswer answer, SafeText safe) {
    Failure failure =
        ends.isEmpty()
            ? Failure.of(
                FailureKind.MODERATION, "NSFWContent", "the provider withholds the flagged video")
            : ofFirst(ends, answer, safe);
    return new Progress.Failed(failure, false);
  }

  /// Whether an error is the end of the task that it names, and not just of the question about it.
  private static boolean ends(Fault fault, RunwareAnswer answer) {
    if (RunwareFailures.forgotten(fault)) {
      return false;
    }
    FailureKind kind = RunwareFailures.kind(fault, answer.reply().status());
    return "error".equalsIgnoreCase(fault.status())
        || (answer.reply().successful() && !RunwareFailures.aboutTheQuestion(fault, kind));
  }

  private static Progress absent(List<Fault> named, RunwareAnswer answer, SafeText safe) {
    if (named.stream().anyMatch(RunwareFailures::forgotten)) {
      return new Progress.NotFound(ofFirst(named, answer, safe));
    }
    List<Fault> told = named.isEmpty() ? answer.requestFaults() : named;
    if (!told.isEmpty()) {
      return new Progress.NoAnswer(ofFirst(told, answer, safe));
    }
    if (!answer.reply().successful() || !answer.legible()) {
      return new Progress.NoAnswer(RunwareFailures.ofStatus(answer.reply(), safe));
    }
    return new Progress.NotFound(
        Failure.of(FailureKind.NOT_FOUND, null, "the provider knows no such task"));
  }

  private static Failure ofFirst(List<Fault> faults, RunwareAnswer answer, SafeText safe) {
    return RunwareFailures.of(faults.getFirst(), answer.reply(), safe);
  }
}
