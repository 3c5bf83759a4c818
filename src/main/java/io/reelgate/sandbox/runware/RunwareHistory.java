package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.PollFault;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import io.reelgate.sandbox.runware.RunwareAnswers.Part;
import io.reelgate.sandbox.runware.RunwareProperties.FailureShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Tasks after they have been taken. A name that nobody has given is answered with nothing.
final class RunwareHistory {
  private final SimulatedProvider provider;
  private final RunwareProperties properties;

  RunwareHistory(SimulatedProvider provider, RunwareProperties properties) {
    this.provider = provider;
    this.properties = properties;
  }

  Part result(String uuid, String base) {
    boolean failsByChance = provider.polled();
    Optional<Task> found = provider.find(uuid).filter(this::isVisible);
    if (failsByChance) {
      return Part.instead(RunwareAnswers.poll(new PollFault(PollFault.Kind.STATUS, 500, 1)));
    }
    if (found.isEmpty()) {
      return Part.data(List.of());
    }
    PollFault fault = found.get().polled();
    return fault == null
        ? told(found.get(), base).spoilt(answer -> provider.answer(found.get(), answer))
        : Part.instead(RunwareAnswers.poll(fault));
  }

  private Part told(Task task, String base) {
    RunwareResults words = new RunwareResults(base, provider.now(), properties.progress());
    Phase phase = task.told(words.nanos());
    if (phase != Phase.FAILED) {
      return Part.data(words.all(task, phase));
    }
    boolean hides = properties.hidesModeration();
    return switch (properties.failure()) {
      case FailureShape.ITEM -> Part.data(List.of(RunwareResults.failed(task, hides)));
      case FailureShape.ERRORS -> Part.error(200, RunwareResults.error(task, hides));
      case FailureShape.STATUS -> Part.error(504, RunwareResults.error(task, hides));
    };
  }

  /// The order and the last answer about it.
  Part details(String uuid, String base) {
    Optional<Task> found = provider.find(uuid);
    if (found.isEmpty()) {
      return Part.data(List.of());
    }
    Task task = found.get();
    Part told = told(task, base);
    Map<String, Object> response = new LinkedHashMap<>();
    response.put(
        told.errors().isEmpty() ? "data" : "errors",
        told.errors().isEmpty() ? told.data() : told.errors());
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("taskType", RunwareTask.DETAILS);
    item.put("taskUUID", uuid);
    item.put("request", List.of(Objects.requireNonNull(LenientJson.read(task.inputs()))));
    item.put("response", response);
    return Part.data(List.of(item));
  }

  private boolean isVisible(Task task) {
    return !provider.time().isBefore(task.createdAt().plus(properties.visibleAfter()));
  }
}
