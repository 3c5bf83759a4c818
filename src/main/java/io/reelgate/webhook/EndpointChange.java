package io.reelgate.webhook;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a tenant changes about an endpoint, checked; null leaves a member as it is.
record EndpointChange(
    @Nullable String name,
    @Nullable String url,
    @Nullable List<String> eventTypes,
    @Nullable Boolean enabled) {
  EndpointInput of(Endpoint old) {
    return new EndpointInput(
        Objects.requireNonNullElse(name, old.name()),
        Objects.requireNonNullElse(url, old.url()),
        Objects.requireNonNullElse(eventTypes, old.eventTypes()),
        Objects.requireNonNullElse(enabled, old.enabled()));
  }

  @Override
  public String toString() {
    return "EndpointChange[" + name + "]";
  }
}
