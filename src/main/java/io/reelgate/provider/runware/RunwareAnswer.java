package io.reelgate.provider.runware;

import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.runware.RunwareWire.Answer;
import io.reelgate.provider.runware.RunwareWire.Fault;
import io.reelgate.provider.runware.RunwareWire.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A read answer, in which everything is found by the id of its task and nothing by its position.
///
/// @param empty whether the list of results is there and has nothing in it
/// @param legible whether there is any list of results or errors at all, and every result in it
///   names its task, so that a task that is not named is not there
record RunwareAnswer(
    Reply.Answered reply,
    List<Result> results,
    List<Fault> faults,
    boolean empty,
    boolean legible) {
  private static final String FAILED = "error";

  static RunwareAnswer of(Reply.Answered reply) {
    Answer body =
        ProviderJson.read(reply.body(), Answer.class).orElseGet(() -> new Answer(null, null, null));
    List<Result> results = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Result each : orNone(body.data())) {
      if (each != null && FAILED.equalsIgnoreCase(each.status())) {
        faults.add(fault(each));
      } else if (each != null) {
        results.add(each);
      }
    }
    orNone(body.errors()).forEach(each -> faults.add(orUntold(each)));
    orNone(body.error()).forEach(each -> faults.add(orUntold(each)));
    boolean empty = body.data() != null && body.data().isEmpty();
    boolean named =
        orNone(body.data()).stream().allMatch(each -> each != null && each.taskUuid() != null);
    return new RunwareAnswer(
        reply, results, faults, empty, named && (body.data() != null || !faults.isEmpty()));
  }

  /// What a successful answer says of a task's videos.
  List<Result> results(TaskName task) {
    return reply.successful()
        ? results.stream().filter(each -> names(task, each.taskUuid())).toList()
        : List.of();
  }

  /// Whether something is said to be there, whatever the status and the errors beside it say.
  boolean promises() {
    return !results.isEmpty();
  }

  List<Fault> faults(TaskName task) {
    return faults.stream().filter(each -> names(task, id(each))).toList();
  }

  /// Errors that name no task and so are about the request as a whole.
  List<Fault> requestFaults() {
    return faults.stream().filter(each -> id(each) == null).toList();
  }

  private static @Nullable String id(Fault fault) {
    return fault.taskUuid() == null && fault.context() != null
        ? fault.context().taskUuid()
        : fault.taskUuid();
  }

  private static boolean names(TaskName task, @Nullable String id) {
    return id != null && TaskName.key(id.strip()).equals(task.key());
  }

  /// An error in the place of a result.
  private static Fault fault(Result failed) {
    Fault nested = Objects.requireNonNullElse(failed.error(), Fault.UNTOLD);
    return new Fault(
        nested.code() == null ? failed.code() : nested.code(),
        nested.message() == null ? failed.message() : nested.message(),
        FAILED,
        failed.taskUuid() == null ? nested.taskUuid() : failed.taskUuid(),
        nested.context());
  }

  private static Fault orUntold(@Nullable Fault fault) {
    return Objects.requireNonNullElse(fault, Fault.UNTOLD);
  }

  private static <T extends @Nullable Object> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
