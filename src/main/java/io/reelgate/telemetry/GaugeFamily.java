package io.reelgate.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Map;

/// The gauges of one name, whose values are read together. While they are read anew they stay
/// registered, so that no scrape misses one; what a reading no longer has is gone after it.
public final class GaugeFamily {
  private final MultiGauge gauges;
  private volatile Map<Tags, Double> values = Map.of();

  /// @param unit what is counted, in Prometheus' words: `seconds`, `rows`
  public GaugeFamily(MeterRegistry meters, String name, String description, String unit) {
    this.gauges = MultiGauge.builder(name).description(description).baseUnit(unit).register(meters);
  }

  /// A later reading replaces an earlier one.
  public void show(Map<Tags, Double> reading) {
    values = Map.copyOf(reading);
    gauges.register(reading.keySet().stream().map(this::row).toList());
  }

  private MultiGauge.Row<?> row(Tags tags) {
    return MultiGauge.Row.of(tags, () -> values.getOrDefault(tags, Double.NaN));
  }
}
