package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.PollFault;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Page;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Prediction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Tasks after they have been taken: asked about, listed, deleted.
final class WaveSpeedHistory {
  private static final Set<String> STATUSES =
      Set.of("created", "processing", "completed", "failed", "timeout", "cancelled", "deleted");

  private final SimulatedProvider provider;
  private final WaveSpeedProperties properties;

  WaveSpeedHistory(SimulatedProvider provider, WaveSpeedProperties properties) {
    this.provider = provider;
    this.properties = properties;
  }

  Answer poll(String id, String base) {
    boolean failsByChance = provider.polled();
    Task task = provider.find(id).orElseThrow(WaveSpeedRefusal::notFound);
    if (failsByChance) {
      return WaveSpeedAnswers.poll(new PollFault(PollFault.Kind.STATUS, 500, 1));
    }
    PollFault fault = task.polled();
    if (fault != null) {
      return WaveSpeedAnswers.poll(fault);
    }
    WaveSpeedPredictions words = new WaveSpeedPredictions(base, provider.now());
    if (task.deleted()) {
      if (properties.deletedAnswers404()) {
        throw WaveSpeedRefusal.notFound();
      }
      return WaveSpeedAnswers.success(words.deleted(task));
    }
    return provider.answer(
        task, WaveSpeedAnswers.success(words.prediction(task, task.told(words.nanos()), false)));
  }

  Answer list(JsonNode body, String base) {
    WaveSpeedFilter filter = WaveSpeedFilter.of(body);
    String status = filter.word("status");
    if (!status.isEmpty() && !STATUSES.contains(status)) {
      throw WaveSpeedRefusal.badRequest("invalid parameter status: unknown status " + status);
    }
    WaveSpeedPredictions words = new WaveSpeedPredictions(base, provider.now());
    Predicate<Task> wanted =
        task ->
            !task.deleted()
                && filter.isModel("model", task)
                && filter.isBetween("created_after", "created_before", task.createdAt());
    List<Prediction> items =
        provider
            .newestFirst()
            .filter(wanted)
            .filter(task ->
                status.isEmpty()
                    || status.equals(WaveSpeedPredictions.status(task, task.phase(words.nanos()))))
            .skip(filter.skipped())
            .limit(filter.size())
            .map(task -> item(task, words, filter.yes("include_inputs")))
            .toList();
    return WaveSpeedAnswers.success(new Page(filter.page(), items));
  }

  private static Prediction item(Task task, WaveSpeedPredictions words, boolean withInputs) {
    return words.prediction(task, task.phase(words.nanos()), withInputs);
  }

  Answer deleteAll(JsonNode body) {
    JsonNode ids = body.get("ids");
    if (ids == null || !ids.isArray()) {
      throw WaveSpeedRefusal.badRequest("missing required parameter: ids");
    }
    int count = 0;
    for (JsonNode id : ids) {
      Task task = provider.find(id.asString("")).orElse(null);
      if (task != null && !task.deleted()) {
        task.delete();
        count++;
      }
    }
    return WaveSpeedAnswers.success(Map.of("deleted_count", count));
  }

  /// Deletes one task. Whether a running one stops is a setting; one that runs on stays visible.
  Answer delete(String id) {
    Task task =
        provider.find(id).filter(found -> !found.deleted()).orElseThrow(WaveSpeedRefusal::notFound);
    Phase phase = task.phase(provider.now());
    if (properties.deleteStops()) {
      provider.stop(task);
    }
    if (phase.ended() || properties.deleteStops()) {
      task.delete();
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", id);
    data.put("status", "deleted");
    return WaveSpeedAnswers.success(data);
  }
}
