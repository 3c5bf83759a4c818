package io.reelgate.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/// One step of a video's way while it is taken: a span, and the fields of the log lines that its
/// thread writes meanwhile.
public final class Step implements AutoCloseable {
  private final Span span;
  private final Tracer.@Nullable SpanInScope scope;
  private final @Nullable LogFields fields;

  /// @param scope null for one of many that one thread takes at once
  /// @param fields null together with the scope
  Step(Span span, Tracer.@Nullable SpanInScope scope, @Nullable LogFields fields) {
    this.span = span;
    this.scope = scope;
    this.fields = fields;
  }

  /// @param value null says nothing
  public Step with(Field field, @Nullable String value) {
    if (value != null) {
      span.tag(field.tag(), value);
      if (fields != null) {
        fields.and(field, value);
      }
    }
    return this;
  }

  /// What came of it, in one word.
  public void outcome(String word) {
    span.tag(Field.OUTCOME.tag(), word);
  }

  @Override
  public void close() {
    if (scope != null) {
      scope.close();
    }
    if (fields != null) {
      fields.close();
    }
    span.end();
  }
}
