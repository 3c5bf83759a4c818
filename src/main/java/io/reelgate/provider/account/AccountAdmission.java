package io.reelgate.provider.account;

import io.reelgate.catalog.ProviderId;
import io.reelgate.provider.Admission;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.account.AccountGuard.Closed;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes the guards of an account in their order: limiter, bulkhead, breaker. What was taken is
/// given back when a later one refuses; only a limiter's permit cannot be, so whoever would surely
/// refuse is asked first.
@Component
class AccountAdmission implements Admission {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final AccountBoard board;
  private final AccountRows rows;
  private final AdmissionProperties properties;

  AccountAdmission(AccountBoard board, AccountRows rows, AdmissionProperties properties) {
    this.board = board;
    this.rows = rows;
    this.properties = properties;
  }

  @Override
  public Decision<Permit> toSubmit(ProviderAccount account) {
    AccountGuard guard = board.guard(account);
    Optional<Closed> closed = guard.closedToSubmits();
    if (closed.isPresent() && closed.get().reason() != Reason.BULKHEAD) {
      return refused(guard, closed.get());
    }
    if (!guard.submitLimiter().acquirePermission()) {
      return refused(guard, new Closed(Reason.RATE_LIMIT, SOON));
    }
    if (!guard.bulkhead().tryAcquirePermission()) {
      return refused(guard, new Closed(Reason.BULKHEAD, SOON));
    }
    return pastBulkhead(guard);
  }

  private Decision<Permit> pastBulkhead(AccountGuard guard) {
    if (!guard.submits().circuit().tryAcquirePermission()) {
      guard.bulkhead().releasePermission();
      Reason reason = guard.submits().halfOpen() ? Reason.PROBING : Reason.BREAKER_OPEN;
      return refused(guard, new Closed(reason, SOON));
    }
    if (!guard.submits().halfOpen()) {
      return admitted(guard, null);
    }
    Optional<OffsetDateTime> won = wonProbe(guard);
    if (won.isEmpty()) {
      guard.submits().circuit().releasePermission();
      guard.bulkhead().releasePermission();
      return refused(guard, new Closed(Reason.PROBING, SOON));
    }
    return admitted(guard, won.get());
  }

  /// One job in the whole fleet tries an account that failed.
  private Optional<OffsetDateTime> wonProbe(AccountGuard guard) {
    try {
      return rows.winProbe(guard.id(), properties.probeLease());
    } catch (RuntimeException e) {
      guard.submits().circuit().releasePermission();
      guard.bulkhead().releasePermission();
      throw e;
    }
  }

  private Decision<Permit> admitted(AccountGuard guard, @Nullable OffsetDateTime probe) {
    guard.sent();
    return new Decision.Admitted<>(new SubmitPermit(guard, rows, properties, probe));
  }

  private static <P> Decision<P> refused(AccountGuard guard, Closed closed) {
    return new Decision.Refused<>(
        new Refusal(guard.id().toString(), closed.reason(), closed.retryIn()));
  }

  @Override
  public Decision<PollPermit> toPoll(ProviderAccount account) {
    AccountGuard guard = board.guard(account);
    Optional<Closed> closed = guard.closedToPolls();
    if (closed.isPresent()) {
      return refused(guard, closed.get());
    }
    if (!guard.pollLimiter().acquirePermission()) {
      return refused(guard, new Closed(Reason.RATE_LIMIT, SOON));
    }
    return guard.polls().circuit().tryAcquirePermission()
        ? new Decision.Admitted<>(new PollBatchPermit(guard, properties))
        : refused(guard, new Closed(Reason.BREAKER_OPEN, SOON));
  }

  @Override
  public List<String> closedToSubmits() {
    return board.all().stream()
        .filter(guard -> guard.closedToSubmits().isPresent())
        .map(guard -> guard.id().toString())
        .toList();
  }

  @Override
  public List<String> closedToPolls() {
    return board.all().stream()
        .filter(guard -> guard.silent() || guard.closedToPolls().isPresent())
        .map(guard -> guard.id().toString())
        .toList();
  }

  @Override
  public Set<ProviderId> accepting(boolean live) {
    return board.all().stream()
        .filter(guard -> guard.account().sandbox() != live)
        .filter(guard -> {
          AccountRow row = guard.row();
          return row == null || !row.drained();
        })
        .map(guard -> guard.account().provider())
        .collect(Collectors.toUnmodifiableSet());
  }
}
