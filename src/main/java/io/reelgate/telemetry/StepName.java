package io.reelgate.telemetry;

import io.micrometer.tracing.Span;
import java.util.Locale;

/// The steps of a video's way after it was accepted.
public enum StepName {
  /// An order is handed to a provider.
  SUBMIT(Span.Kind.CLIENT),
  /// A provider is asked how its task is doing.
  POLL(Span.Kind.CLIENT),
  /// A provider has called about its task.
  CALLBACK(Span.Kind.CONSUMER),
  /// A lost answer is looked into.
  RECONCILE(Span.Kind.CLIENT),
  /// The output is looked at, and the job completed.
  STORE(Span.Kind.CLIENT),
  /// An event is sent to an endpoint.
  DELIVER(Span.Kind.PRODUCER);

  private final Span.Kind kind;

  StepName(Span.Kind kind) {
    this.kind = kind;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Span.Kind kind() {
    return kind;
  }
}
