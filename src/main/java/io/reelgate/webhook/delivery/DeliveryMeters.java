package io.reelgate.webhook.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
  private final Counter dead;
  private final AtomicLong disabled;
  private final AtomicLong nearDisabled;

  DeliveryMeters(MeterRegistry meters) {
    this.meters = meters;
    this.firstTry =
        Timer.builder(FIRST_TRY)
            .description("from an event to its first try")
            .serviceLevelObjectives(
                Stream.of(50, 100, 250, 500, 1_000, 2_000, 5_000, 15_000, 60_000, 300_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new))
            .register(meters);
    this.dead =
        Counter.builder(DEAD)
            .description("deliveries that were given up")
            .baseUnit("deliveries")
            .register(meters);
    this.disabled = gauge("disabled");
    this.nearDisabled = gauge("near_disabled");
  }

  private AtomicLong gauge(String state) {
    AtomicLong number = new AtomicLong();
    Gauge.builder(ENDPOINTS, number, AtomicLong::doubleValue)
        .description("endpoints that were switched off because they fail, or soon will be")
        .baseUnit("endpoints")
        .tag("state", state)
        .register(meters);
    return number;
  }

  /// @param result delivered, or one word about what went wrong
  void tried(String result) {
    Counter.builder(TRIES)
        .description("tries to bring an event to an endpoint")
        .baseUnit("tries")
        .tag("outcome", result)
        .register(meters)
        .increment();
  }

  void firstTry(Duration delay) {
    firstTry.record(delay);
  }

  void dead() {
    dead.increment();
  }

  void endpoints(long off, long nearlyOff) {
    disabled.set(off);
    nearDisabled.set(nearlyOff);
  }
}
