package io.reelgate.sandbox;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/// All simulated providers, by name.
public final class Simulations {
  private final SandboxProperties properties;
  private final Clock clock;
  private final LongSupplier monotonicNanos;
  private final Map<String, SimulatedProvider> providers = new ConcurrentSkipListMap<>();

  Simulations(SandboxProperties properties, Clock clock, LongSupplier monotonicNanos) {
    this.properties = properties;
    this.clock = clock;
    this.monotonicNanos = monotonicNanos;
  }

  public SimulatedProvider provider(String name) {
    return providers.computeIfAbsent(
        name, key -> new SimulatedProvider(key, properties, clock, monotonicNanos));
  }

  Collection<SimulatedProvider> all() {
    return providers.values();
  }
}
