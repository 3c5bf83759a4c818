package io.reelgate.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes one story of what different threads, replicas and days do for one video: each step goes on
/// with the trace of the request that asked for it, which is kept in the rows the step works on.
@Component
public final class Steps {
  private static final int TRACE_ID_LENGTH = 32;

  private final Tracer tracer;

  Steps(Tracer tracer) {
    this.tracer = tracer;
  }

  /// The trace that this thread is in, to be kept in a row; null for none.
  public @Nullable String here() {
    Span span = tracer.currentSpan();
    if (span == null || span.context().traceId().length() != TRACE_ID_LENGTH) {
      return null;
    }
    TraceContext here = span.context();
    return new TraceParent(here.traceId(), here.spanId(), Boolean.TRUE.equals(here.sampled()))
        .toString();
  }

  /// Says something of the request that this thread answers.
  public void tell(Field field, String value) {
    Span span = tracer.currentSpan();
    if (span != null) {
      span.tag(field.tag(), value);
    }
  }

  /// Begins a step of this thread. It must be closed by it.
  ///
  /// @param parent as it was kept; null begins a trace
  public Step begin(StepName name, @Nullable String parent) {
    Span span = span(name, TraceParent.of(parent));
    return new Step(span, tracer.withSpan(span), LogFields.of(Field.JOB, null));
  }

  /// Begins one of many steps that a thread takes at once, whose log lines are nobody's.
  public Step aside(StepName name, @Nullable String parent) {
    Optional<TraceParent> kept = TraceParent.of(parent).filter(TraceParent::sampled);
    return new Step(kept.isEmpty() ? Span.NOOP : span(name, kept), null, null);
  }

  private Span span(StepName name, Optional<TraceParent> parent) {
    Span.Builder builder = tracer.spanBuilder().name(name.word()).kind(name.kind());
    return parent
        .map(each -> builder.setParent(context(each)))
        .orElseGet(builder::setNoParent)
        .start();
  }

  private TraceContext context(TraceParent parent) {
    return tracer
        .traceContextBuilder()
        .traceId(parent.traceId())
        .spanId(parent.spanId())
        .sampled(parent.sampled())
        .build();
  }
}
