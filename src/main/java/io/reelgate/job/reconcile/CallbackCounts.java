package io.reelgate.job.reconcile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.provider.ProviderAccount;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Counts callbacks under addresses of ours. Those that lack their proof are logged too, but not
/// each one, and nothing of them.
@Component
class CallbackCounts {
  static final String METER = "reelgate.callbacks";

  private static final Logger LOG = LoggerFactory.getLogger(CallbackCounts.class);
  private static final Duration LOG_AGAIN_AFTER = Duration.ofMinutes(1);

  private final MeterRegistry meters;
  private final Map<String, Long> logged = new ConcurrentHashMap<>();

  CallbackCounts(MeterRegistry meters) {
    this.meters = meters;
  }

  /// What a callback showed.
  enum Kind {
    TASK,
    NO_TASK,
    UNPROVEN,
    UNREADABLE
  }

  void count(String provider, Kind kind) {
    Counter.builder(METER)
        .description("callbacks of providers under addresses of attempts")
        .baseUnit("callbacks")
        .tag("provider", provider)
        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
        .register(meters)
        .increment();
  }

  void unproven(ProviderAccount account, String why) {
    count(account.provider().value(), Kind.UNPROVEN);
    long now = System.nanoTime();
    Long last = logged.compute(account.label(), (label, before) -> due(before, now) ? now : before);
    if (last != null && last == now) {
      LOG.warn(
          "{}: a callback names no task for us: {}; the provider is only asked, and others like it are counted in {}",
          account.label(),
          why,
          METER);
    }
  }

  private static boolean due(@Nullable Long before, long now) {
    return before == null || now - before >= LOG_AGAIN_AFTER.toNanos();
  }
}
