package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.runware.RunwareAnswers.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One request: an array of tasks, of which each is done or refused on its own.
final class RunwareRequests {
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final SimulatedProvider provider;
  private final RunwareSubmits submits;
  private final RunwareHistory history;
  private final RunwareAccount account;
  private final int mixedStatus;

  RunwareRequests(
      SimulatedProvider provider,
      RunwareSubmits submits,
      RunwareHistory history,
      RunwareAccount account,
      int mixedStatus) {
    this.provider = provider;
    this.submits = submits;
    this.history = history;
    this.account = account;
    this.mixedStatus = mixedStatus;
  }

  /// @param authorization the header, if there is one
  /// @param base where this simulator stands, as the caller sees it
  Answer answer(String text, @Nullable String authorization, String base) {
    List<RunwareTask> tasks = tasks(text);
    RunwareKeyCheck.check(authorization, tasks);
    Set<String> names = new HashSet<>();
    List<Part> parts = new ArrayList<>();
    for (RunwareTask task : tasks) {
      if (!task.type().equals(RunwareTask.AUTHENTICATION)) {
        parts.add(part(task, names, base));
      }
    }
    return parts.isEmpty()
        ? RunwareAnswers.of(200, List.of(), List.of())
        : RunwareAnswers.merged(parts, mixedStatus);
  }

  private static List<RunwareTask> tasks(String text) {
    JsonNode body = LenientJson.read(text);
    if (body == null || !body.isArray() || body.isEmpty()) {
      throw RunwareRefusal.badRequest(
          RunwareError.of("invalidRequestBody", "The body must be an array of tasks."));
    }
    return body.valueStream().map(RunwareTask::of).toList();
  }

  private Part part(RunwareTask task, Set<String> names, String base) {
    try {
      checkName(task, names);
      return done(task, base);
    } catch (RunwareRefusal refusal) {
      return Part.error(refusal.status(), refusal.error().of(task));
    }
  }

  private void checkName(RunwareTask task, Set<String> names) {
    if (!UUID.matcher(task.uuid()).matches()) {
      if (task.type().equals(RunwareTask.VIDEO)) {
        provider.submittedUnread();
      }
      throw RunwareRefusal.badRequest(
          RunwareError.about("taskUUID", "string", "invalidTaskUUID", "Must be a UUID v4."));
    }
    if (!names.add(task.uuid())) {
      if (task.type().equals(RunwareTask.VIDEO)) {
        provider.submitted(task.uuid());
      }
      throw RunwareRefusal.badRequest(
          RunwareError.about(
              "taskUUID", "string", "conflictTaskUUID", "The taskUUID is there twice."));
    }
  }

  private Part done(RunwareTask task, String base) {
    return switch (task.type()) {
      case RunwareTask.VIDEO -> submits.submit(task, base);
      case RunwareTask.RESULT -> history.result(task.uuid(), base);
      case RunwareTask.DETAILS -> history.details(task.uuid(), base);
      case RunwareTask.ACCOUNT -> account.manage(task);
      case RunwareTask.PING -> Part.data(List.of(pong(task)));
      default ->
          throw RunwareRefusal.badRequest(
              RunwareError.about("taskType", "string", "invalidTaskType", "Not a task type."));
    };
  }

  private static Map<String, Object> pong(RunwareTask task) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("taskType", task.type());
    item.put("taskUUID", task.uuid());
    item.put("pong", true);
    return item;
  }
}
