package io.reelgate.sandbox.empiriolabs;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import io.reelgate.sandbox.empiriolabs.EmpirioLabsWire.Cost;
import io.reelgate.sandbox.empiriolabs.EmpirioLabsWire.Usage;
import io.reelgate.sandbox.empiriolabs.EmpirioLabsWire.UsageEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the account paid for, newest first; still there when the task is long forgotten.
final class EmpirioLabsUsageList {
  private static final int MOST = 200;
  private static final Set<String> STATUSES = Set.of("", "success", "error");
  private static final Set<String> SOURCES =
      Set.of("", "api", "playground", "compose", "gpu_cloud", "hosted_agents");

  private final SimulatedProvider provider;
  private final EmpirioLabsProperties properties;
  private final EmpirioLabsJobs jobs;

  EmpirioLabsUsageList(
      SimulatedProvider provider, EmpirioLabsProperties properties, EmpirioLabsJobs jobs) {
    this.provider = provider;
    this.properties = properties;
    this.jobs = jobs;
  }

  /// What is asked for; empty texts are not.
  record Filter(
      int limit,
      String from,
      String to,
      String before,
      String model,
      String status,
      String source) {
    Filter {
      if (limit < 1 || limit > MOST) {
        throw EmpirioLabsRefusal.badRequest("limit must be 1 to " + MOST);
      }
      if (!STATUSES.contains(status) || !SOURCES.contains(source)) {
        throw EmpirioLabsRefusal.badRequest("status or source is not known");
      }
    }

    private boolean takes(UsageEvent event) {
      return (model.isEmpty() || model.equals(event.model()))
          && (status.isEmpty() || status.equals(event.status()))
          && (source.isEmpty() || source.equals(event.source()));
    }

    private boolean takes(Instant time) {
      Instant start = instant(from);
      Instant end = instant(to);
      return (start == null || !time.isBefore(start)) && (end == null || time.isBefore(end));
    }

    private static @Nullable Instant instant(String text) {
      try {
        return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException malformed) {
        throw EmpirioLabsRefusal.badRequest("from and to must be times");
      }
    }
  }

  Answer list(Filter filter, String base) {
    provider.settle();
    List<UsageEvent> found =
        after(filter.before(), provider.newestFirst())
            .filter(this::isShown)
            .filter(task -> filter.takes(task.createdAt()))
            .map(task -> event(task, base))
            .filter(filter::takes)
            .limit(filter.limit() + 1L)
            .toList();
    boolean more = found.size() > filter.limit();
    List<UsageEvent> events = more ? found.subList(0, filter.limit()) : found;
    return EmpirioLabsAnswers.json(
        200,
        new Usage(
            EmpirioLabsTariff.dollars(provider.balanceMicros()),
            events,
            more ? events.getLast().id() : null));
  }

  private static Stream<Task> after(String cursor, Stream<Task> tasks) {
    return cursor.isEmpty()
        ? tasks
        : tasks.dropWhile(task -> !cursor.equals(eventId(task))).skip(1);
  }

  private boolean isShown(Task task) {
    Instant end = jobs.completedAt(task);
    return end != null && !provider.time().isBefore(end.plus(properties.usageLag()));
  }

  private UsageEvent event(Task task, String base) {
    boolean success = task.phase(provider.now()) == Phase.SUCCEEDED;
    long micros = task.chargeMicros() - (task.refunded() ? task.refundMicros() : 0);
    return new UsageEvent(
        eventId(task),
        properties.usageNamesJob() ? task.id() : null,
        EmpirioLabsExchange.time(task.createdAt()),
        "api",
        task.model(),
        EmpirioLabsController.SUBMITS,
        0,
        0,
        new Cost(EmpirioLabsTariff.dollars(micros), "USD"),
        success ? "success" : "error",
        success ? 200 : 502,
        success ? null : "upstream_error",
        success ? List.of(EmpirioLabsJobs.url(task, base)) : List.of(),
        Map.of());
  }

  /// Tells nothing of the task.
  private static String eventId(Task task) {
    return "evt_" + Integer.toHexString(("event of " + task.id()).hashCode());
  }
}
