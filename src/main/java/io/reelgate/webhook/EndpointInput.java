package io.reelgate.webhook;

import java.util.List;

/// What a tenant decides about an endpoint, checked.
record EndpointInput(String name, String url, List<String> eventTypes, boolean enabled) {
  EndpointInput {
    eventTypes = List.copyOf(eventTypes);
  }

  /// The URL may hold a secret.
  @Override
  public String toString() {
    return "EndpointInput[" + name + "]";
  }
}
