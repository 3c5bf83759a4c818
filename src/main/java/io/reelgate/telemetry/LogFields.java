package io.reelgate.telemetry;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Fields of all log lines that this thread writes until it is closed. What was there before comes
/// back then, so that a thread which does one thing after another mixes nothing up.
public final class LogFields implements AutoCloseable {
  /// As the tracing library calls it, which sets it for steps.
  private static final String TRACE_ID = "traceId";

  private final Map<String, @Nullable String> before = new HashMap<>();

  private LogFields() {}

  public static LogFields of(Field field, @Nullable String value) {
    return new LogFields().and(field, value);
  }

  /// Writes a line about a job.
  public static void about(String job, Runnable line) {
    try (LogFields _ = of(Field.JOB, job)) {
      line.run();
    }
  }

  /// @param value null says nothing
  public LogFields and(Field field, @Nullable String value) {
    put(field.word(), value);
    return this;
  }

  /// The trace that the lines belong to, for what is no step of its own.
  ///
  /// @param parent as it was kept
  public LogFields trace(@Nullable String parent) {
    put(TRACE_ID, TraceParent.of(parent).map(TraceParent::traceId).orElse(null));
    return this;
  }

  private void put(String key, @Nullable String value) {
    if (value != null) {
      if (!before.containsKey(key)) {
        before.put(key, MDC.get(key));
      }
      MDC.put(key, value);
    }
  }

  @Override
  public void close() {
    before.forEach((key, value) -> {
      if (value == null) {
        MDC.remove(key);
      } else {
        MDC.put(key, value);
      }
    });
    before.clear();
  }
}
