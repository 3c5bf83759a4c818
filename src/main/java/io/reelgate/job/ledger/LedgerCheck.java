package io.reelgate.job.ledger;

import io.reelgate.job.ledger.LedgerCompare.Outcome;
import io.reelgate.provider.Admission;
import io.reelgate.provider.Admission.Decision;
import io.reelgate.provider.Admission.PollPermit;
import io.reelgate.provider.Admission.Refusal;
import io.reelgate.provider.BookReader;
import io.reelgate.provider.Booking;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import io.reelgate.provider.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Reads the books of every account that is due and compares them. A walk that takes too long, or
/// finds a provider silent, goes on later from where it stopped.
@Component
class LedgerCheck {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerCheck.class);

  /// Whatever happened there, that much time is not divided.
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final Providers providers;
  private final Admission admission;
  private final LedgerRows rows;
  private final LedgerCompare compare;
  private final LedgerProperties properties;

  LedgerCheck(
      Providers providers,
      Admission admission,
      LedgerRows rows,
      LedgerCompare compare,
      LedgerProperties properties) {
    this.providers = providers;
    this.admission = admission;
    this.rows = rows;
    this.compare = compare;
    this.properties = properties;
  }

  /// One turn: looks at every account that is due.
  void look() {
    List<ProviderAccount> accounts =
        providers.accounts().filter(each -> reader(each) != null).toList();
    rows.open(accounts);
    accounts.forEach(this::attempt);
  }

  /// What goes wrong with one account keeps the others from nothing.
  private void attempt(ProviderAccount account) {
    try {
      BookReader reader = reader(account);
      if (reader != null) {
        Duration lease = properties.turn().plus(reader.longestRead());
        rows.claim(account, lease, reader.lateness(), properties.lag())
            .ifPresent(walk -> walk(account, reader, walk));
      }
    } catch (RuntimeException e) {
      LOG.error(
          "{}: its books were not compared, again in {}", account.label(), properties.retry(), e);
      rows.later(account, properties.retry(), e.getClass().getSimpleName());
    }
  }

  private @Nullable BookReader reader(ProviderAccount account) {
    ProviderAdapter adapter = providers.adapter(account.provider()).orElse(null);
    return adapter instanceof BookReader reader ? reader : null;
  }

  private void walk(ProviderAccount account, BookReader reader, Walk begun) {
    long end = System.nanoTime() + properties.turn().toNanos();
    Duration slice = properties.slice();
    Walk walk = begun;
    while (!walk.over()) {
      if (System.nanoTime() - end > 0) {
        LOG.info("{}: its books are read up to {}, more soon", account.label(), walk.at());
        rows.later(account, Duration.ZERO, null);
        return;
      }
      Instant next = walk.next(slice);
      switch (read(account, reader, walk.at(), next)) {
        case Statement.NoAnswer(Failure failure) -> {
          silent(account, walk, failure);
          return;
        }
        case Statement.Bookings(List<Booking> all, boolean whole) -> {
          if (whole || slice.compareTo(SHORTEST) <= 0) {
            walk = booked(account, walk.to(next), all, whole);
          } else {
            slice = shorter(slice);
          }
        }
      }
    }
    compared(account, walk);
  }

  private static Duration shorter(Duration slice) {
    Duration half = slice.dividedBy(2);
    return half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
  }

  private Walk booked(ProviderAccount account, Walk walk, List<Booking> all, boolean whole) {
    if (!whole) {
      LOG.warn(
          "{}: more was booked in {} before {} than can be read; the rest is not compared",
          account.label(),
          SHORTEST,
          walk.at());
    }
    rows.book(account, all);
    rows.walked(account, walk);
    return walk;
  }

  private Statement read(ProviderAccount account, BookReader reader, Instant from, Instant until) {
    return switch (admission.toPoll(account)) {
      case Decision.Refused<PollPermit>(Refusal refusal) ->
          new Statement.NoAnswer(
              Failure.of(
                  FailureKind.RATE_LIMITED,
                  refusal.reason().name(),
                  "the account is not to be asked now"));
      case Decision.Admitted<PollPermit>(PollPermit permit) -> {
        try {
          Statement answer = reader.read(account, from, until);
          permit.ended(List.of(progress(answer)));
          yield answer;
        } finally {
          permit.unused();
        }
      }
    };
  }

  /// An answer counts for the breaker as one about a task.
  private static Progress progress(Statement answer) {
    return switch (answer) {
      case Statement.Bookings _ -> Progress.Running.UNTOLD;
      case Statement.NoAnswer(Failure failure) -> new Progress.NoAnswer(failure);
    };
  }

  private void silent(ProviderAccount account, Walk walk, Failure failure) {
    LOG.warn(
        "{}: its books cannot be read on from {} ({} {}); again in {}",
        account.label(),
        walk.at(),
        failure.kind(),
        failure.code(),
        properties.retry());
    rows.later(account, properties.retry(), failure.kind() + " " + failure.code());
  }

  private void compared(ProviderAccount account, Walk walk) {
    List<String> accounts =
        providers
            .accounts()
            .filter(each -> each.provider().equals(account.provider()))
            .filter(each -> each.sandbox() == account.sandbox())
            .map(ProviderAccount::name)
            .toList();
    Outcome outcome = compare.compare(account, accounts, walk);
    outcome
        .found()
        .forEach(each -> LOG.error("ledger: {}; listed at /v1/admin/ledger/differences", each));
    LOG.info(
        "{}: its books are compared up to {}: {} differences are new, {} open costs are settled",
        account.label(),
        walk.until(),
        outcome.found().size(),
        outcome.settled());
    rows.trim(properties.keep());
  }
}
