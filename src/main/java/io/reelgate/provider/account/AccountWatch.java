package io.reelgate.provider.account;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.reelgate.provider.Admission.Reason;
import io.reelgate.provider.account.AccountGuard.Closed;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Says once when an account closes or opens, however many jobs wait for it, and keeps the figures
/// that operators are woken by.
@Component
class AccountWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AccountWatch.class);

  static final String IN_FLIGHT = "reelgate.account.in.flight";
  static final String CLOSED = "reelgate.account.closed";

  private final ObjectProvider<MeterRegistry> meters;
  private final Map<AccountId, Reason> closed = new ConcurrentHashMap<>();

  AccountWatch(ObjectProvider<MeterRegistry> meters) {
    this.meters = meters;
  }

  void follow(AccountGuard guard) {
    log(guard.submits().circuit());
    log(guard.polls().circuit());
    meters.ifAvailable(registry -> {
      inFlight(guard, registry);
      Stream.of(Reason.values())
          .filter(Reason::notable)
          .forEach(reason -> closed(guard, reason, registry));
    });
  }

  private static void inFlight(AccountGuard guard, MeterRegistry registry) {
    Gauge.builder(
            IN_FLIGHT,
            guard,
            each -> Optional.ofNullable(each.row()).map(AccountRow::inFlight).orElse(0))
        .description("tasks that are prepared, unknown or accepted, counted over all replicas")
        .baseUnit("tasks")
        .tags(tags(guard))
        .register(registry);
  }

  private void closed(AccountGuard guard, Reason reason, MeterRegistry registry) {
    Gauge.builder(CLOSED, closed, all -> all.get(guard.id()) == reason ? 1 : 0)
        .description("whether the account takes no orders for this reason, as this replica sees it")
        .tags(tags(guard))
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private static Tags tags(AccountGuard guard) {
    return Tags.of("provider", guard.id().provider(), "account", guard.id().name());
  }

  private static void log(CircuitBreaker breaker) {
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> LOG.warn("breaker {}: {}", breaker.getName(), event.getStateTransition()));
  }

  /// Called with every beat.
  void look(AccountGuard guard) {
    Reason now = reason(guard);
    Reason before = now == null ? closed.remove(guard.id()) : closed.put(guard.id(), now);
    if (now == before) {
      return;
    }
    if (now == null) {
      LOG.info("{}: takes orders again", guard.id());
    } else if (now == Reason.UNKNOWNS) {
      LOG.error("ALERT {}: takes no orders, too many are unresolved: {}", guard.id(), guard.row());
    } else {
      LOG.warn("{}: takes no orders: {}", guard.id(), now);
    }
  }

  /// A breaker that lets single orders through, to see how they fare, has not closed yet.
  private static @Nullable Reason reason(AccountGuard guard) {
    return guard
        .closedToSubmits()
        .map(Closed::reason)
        .filter(Reason::notable)
        .orElseGet(() -> guard.submits().halfOpen() ? Reason.BREAKER_OPEN : null);
  }
}
