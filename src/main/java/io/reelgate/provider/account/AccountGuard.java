package io.reelgate.provider.account;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.reelgate.provider.Admission.Reason;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.account.AdmissionProperties.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What this replica holds about one account, and what it knows of the account's row.
final class AccountGuard {
  private static final int UNLIMITED = 1_000_000_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ProviderAccount account;
  private final ProviderAdapter adapter;
  private final AdmissionProperties properties;
  private final int mostInFlight;
  private final String keyPrint;
  private final Breaker submits;
  private final Breaker polls;
  private final RateLimiter submitLimiter;
  private final RateLimiter pollLimiter;
  private final Bulkhead bulkhead;
  private final LiveLimit live;
  private final News news = new News();
  private final AtomicInteger sentSinceRead = new AtomicInteger();
  private volatile @Nullable Seen seen;

  AccountGuard(
      ProviderAccount account,
      ProviderAdapter adapter,
      AdmissionProperties properties,
      Registries registries) {
    AccountId id = AccountId.of(account);
    Limits limits = properties.limits(id);
    this.account = account;
    this.adapter = adapter;
    this.properties = properties;
    this.mostInFlight = limits.mostInFlight(adapter.limits().inFlight());
    this.keyPrint = KeyPrint.of(account);
    this.submits = Breaker.ofSubmits(id, properties.submit(), registries);
    this.polls = Breaker.ofPolls(id, properties.poll(), registries);
    this.submitLimiter = limiter("submit:" + id, limits.submitsPerMinute(), registries);
    this.pollLimiter = limiter("poll:" + id, limits.pollsPerMinute(), registries);
    this.bulkhead =
        registries
            .bulkheads()
            .bulkhead(
                "submit:" + id,
                BulkheadConfig.custom()
                    .maxConcurrentCalls(limits.submits())
                    .maxWaitDuration(properties.bulkheadWait())
                    .build());
    this.live = new LiveLimit(limits.minInFlight(), mostInFlight);
  }

  private static RateLimiter limiter(String name, int perMinute, Registries registries) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(perMinute == 0 ? UNLIMITED : perMinute)
            .limitRefreshPeriod(MINUTE)
            .timeoutDuration(Duration.ZERO)
            .build();
    return registries.limiters().rateLimiter(name, config);
  }

  /// A row and when it was read, on the monotonic clock.
  record Seen(AccountRow row, long at) {
    Duration left(long millis) {
      return Duration.ofMillis(millis).minusNanos(System.nanoTime() - at);
    }
  }

  /// Takes in what the row says now; an older reading that comes late says nothing any more.
  ///
  /// @param at when it began to be read, on the monotonic clock
  synchronized void read(AccountRow row, long at) {
    Seen before = seen;
    if (before != null && before.at() - at > 0) {
      return;
    }
    sentSinceRead.set(0);
    seen = new Seen(row, at);
    if (before != null && before.row().enables() != row.enables()) {
      submits.close();
      polls.close();
      live.forget();
      news.forget();
    }
  }

  /// Why no order may be sent now, without taking anything.
  Optional<Closed> closedToSubmits() {
    Optional<Closed> bound = byRow().or(this::byAnswers);
    if (bound.isPresent()) {
      return bound;
    }
    if (submits.open()) {
      return Closed.as(Reason.BREAKER_OPEN, SOON);
    }
    if (submits.halfOpen() && probeLeft().isPositive()) {
      return Closed.as(Reason.PROBING, probeLeft());
    }
    return inFlight() >= live.limit() ? Closed.as(Reason.IN_FLIGHT, SOON) : exhausted();
  }

  private Optional<Closed> exhausted() {
    if (submitLimiter.getMetrics().getAvailablePermissions() <= 0 || !adapter.maySubmit(account)) {
      return Closed.as(Reason.RATE_LIMIT, SOON);
    }
    return bulkhead.getMetrics().getAvailableConcurrentCalls() <= 0
        ? Closed.as(Reason.BULKHEAD, SOON)
        : Optional.empty();
  }

  /// What binds all replicas.
  private Optional<Closed> byRow() {
    Seen last = seen;
    if (last == null) {
      return Optional.empty();
    }
    AccountRow row = last.row();
    if (row.drained()) {
      return Closed.as(Reason.DRAINED, SOON);
    }
    if (row.forcedOpen(keyPrint)) {
      return Closed.as(forced(row.forcedOpenReason()), SOON);
    }
    if (properties.unknowns().tooMany(row)) {
      return Closed.as(Reason.UNKNOWNS, SOON);
    }
    Duration pause = last.left(row.pausedMs());
    return pause.isPositive() ? Closed.as(Reason.PAUSED, pause) : Optional.empty();
  }

  private static Reason forced(@Nullable String reason) {
    return FailureKind.AUTH.name().equals(reason)
        ? Reason.AUTH
        : FailureKind.BALANCE.name().equals(reason) ? Reason.BALANCE : Reason.CLOSED_BY_OPERATOR;
  }

  /// What this replica was told and has not written yet.
  private Optional<Closed> byAnswers() {
    FailureKind kind = news.forced();
    if (kind != null) {
      return Closed.as(forced(kind.name()), SOON);
    }
    Duration pause = news.pauseLeft();
    return pause.isPositive() ? Closed.as(Reason.PAUSED, pause) : Optional.empty();
  }

  Optional<Closed> closedToPolls() {
    if (polls.open()) {
      return Closed.as(Reason.BREAKER_OPEN, SOON);
    }
    Seen last = seen;
    Duration bound = last == null ? Duration.ZERO : last.left(last.row().pollsPausedMs());
    Duration own = news.pollPauseLeft();
    Duration pause = own.compareTo(bound) > 0 ? own : bound;
    if (pause.isPositive()) {
      return Closed.as(Reason.PAUSED, pause);
    }
    return pollLimiter.getMetrics().getAvailablePermissions() <= 0
        ? Closed.as(Reason.RATE_LIMIT, SOON)
        : Optional.empty();
  }

  /// Whether the provider's own budget has no room for questions. Those that are claimed all the
  /// same are left to the adapter, which keeps the place of what it does not ask.
  boolean silent() {
    return !adapter.mayPoll(account);
  }

  /// Why not, and for how long at the least.
  record Closed(Reason reason, Duration retryIn) {
    static Optional<Closed> as(Reason reason, Duration retryIn) {
      return Optional.of(new Closed(reason, retryIn));
    }
  }

  private Duration probeLeft() {
    Seen last = seen;
    return last == null ? Duration.ZERO : last.left(last.row().probeMs());
  }

  void sent() {
    sentSinceRead.incrementAndGet();
  }

  /// As far as this replica knows.
  int inFlight() {
    Seen last = seen;
    return sentSinceRead.get() + (last == null ? 0 : last.row().inFlight());
  }

  ProviderAccount account() {
    return account;
  }

  AccountId id() {
    return AccountId.of(account);
  }

  String keyPrint() {
    return keyPrint;
  }

  int mostInFlight() {
    return mostInFlight;
  }

  Breaker submits() {
    return submits;
  }

  Breaker polls() {
    return polls;
  }

  RateLimiter submitLimiter() {
    return submitLimiter;
  }

  RateLimiter pollLimiter() {
    return pollLimiter;
  }

  Bulkhead bulkhead() {
    return bulkhead;
  }

  LiveLimit live() {
    return live;
  }

  News news() {
    return news;
  }

  @Nullable AccountRow row() {
    Seen last = seen;
    return last == null ? null : last.row();
  }
}
