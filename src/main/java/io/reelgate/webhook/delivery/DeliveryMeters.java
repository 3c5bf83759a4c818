package io.reelgate.webhook.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// What operators watch of deliveries.
@Component
class DeliveryMeters {
  static final String TRIES = "reelgate.webhook.tries";
  static final String FIRST_TRY = "reelgate.webhook.first.try";
  static final String DEAD = "reelgate.webhook.dead";
  static final String ENDPOINTS = "reelgate.webhook.endpoints";

  private final MeterRegistry meters;
  private final Timer firstTry;
  private final AtomicLong disabled;
  private final AtomicLong nearDisabled;

  DeliveryMeters(MeterRegistry meters) {
    this.meters = meters;
    this.firstTry =
        Timer.builder(FIRST_TRY)
            .description("from an event to its first try")
            .publishPercentileHistogram()
            .register(meters);
    this.disabled = gauge("disabled");
    this.nearDisabled = gauge("near_disabled");
  }

  private AtomicLong gauge(String state) {
    AtomicLong number = new AtomicLong();
    Gauge.builder(ENDPOINTS, number, AtomicLong::doubleValue)
        .description("endpoints that were switched off because they fail, or soon will be")
        .tag("state", state)
        .register(meters);
    return number;
  }

  /// @param result delivered, or one word about what went wrong
  void tried(String result) {
    meters.counter(TRIES, "outcome", result).increment();
  }

  void firstTry(Duration delay) {
    firstTry.record(delay);
  }

  void dead() {
    meters.counter(DEAD).increment();
  }

  void endpoints(long off, long nearlyOff) {
    disabled.set(off);
    nearDisabled.set(nearlyOff);
  }
}
