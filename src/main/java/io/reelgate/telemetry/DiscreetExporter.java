package io.reelgate.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Lets out what is known to be harmless and nothing else. Libraries put URLs with secrets in their
/// paths on spans, and the words of exceptions, which quote bodies.
final class DiscreetExporter implements SpanExporter {
  /// Of requests to the API: the method, the route's pattern, and how it ended.
  private static final Set<String> HARMLESS =
      Set.of("method", "uri", "status", "outcome", "exception");

  private final SpanExporter next;

  DiscreetExporter(SpanExporter next) {
    this.next = next;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return next.export(spans.stream().<SpanData>map(Discreet::new).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }

  private static final class Discreet extends DelegatingSpanData {
    private final Attributes attributes;
    private final StatusData status;

    Discreet(SpanData span) {
      super(span);
      this.attributes =
          span.getAttributes().toBuilder().removeIf(key -> !harmless(key.getKey())).build();
      this.status = StatusData.create(span.getStatus().getStatusCode(), "");
    }

    private static boolean harmless(String key) {
      return key.startsWith(Field.SPAN_PREFIX) || HARMLESS.contains(key);
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
      return attributes.size();
    }

    @Override
    public List<EventData> getEvents() {
      return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
      return 0;
    }

    @Override
    public StatusData getStatus() {
      return status;
    }
  }
}
