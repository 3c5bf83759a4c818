package io.reelgate.job.ledger;

import io.reelgate.catalog.ProviderId;
import io.reelgate.money.Usd;
import io.reelgate.provider.BookReader;
import io.reelgate.provider.Booking;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.provider.Secret;
import io.reelgate.provider.Statement;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.Ticket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// A provider with books that a test writes, which shows only so much at a time.
final class KeptBooks implements ProviderAdapter, BookReader {
  static final ProviderId ID = new ProviderId("acme-books");
  static final ProviderAccount ACCOUNT =
      new ProviderAccount(
          ID, "default", URI.create("http://10.0.0.7/acme"), new Secret("k"), false);

  final List<Booking> bookings = new CopyOnWriteArrayList<>();
  final List<Duration> reads = new CopyOnWriteArrayList<>();
  volatile int most = 1_000;
  int answers = Integer.MAX_VALUE;

  void forget() {
    bookings.clear();
    reads.clear();
    most = 1_000;
    answers = Integer.MAX_VALUE;
  }

  void book(String id, String task, long micros, boolean refund, Instant at) {
    bookings.add(new Booking(id, task, List.of(), new Usd(micros), refund, at));
  }

  @Override
  public Duration longestRead() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration lateness() {
    return Duration.ofHours(4);
  }

  @Override
  public Statement read(ProviderAccount account, Instant from, Instant until) {
    if (account.sandbox()) {
      return new Statement.Bookings(List.of(), true);
    }
    if (answers-- <= 0) {
      return new Statement.NoAnswer(Failure.of(FailureKind.NETWORK, "reset", "gone"));
    }
    reads.add(Duration.between(from, until));
    List<Booking> all =
        bookings.stream()
            .filter(each -> {
              Instant at = Objects.requireNonNull(each.at());
              return !at.isBefore(from) && at.isBefore(until);
            })
            .toList();
    return all.size() <= most
        ? new Statement.Bookings(all, true)
        : new Statement.Bookings(all.subList(0, most), false);
  }

  @Override
  public ProviderId id() {
    return ID;
  }

  @Override
  public ProviderClass providerClass() {
    return ProviderClass.BILLS;
  }

  @Override
  public List<ProviderAccount> accounts() {
    return List.of(ACCOUNT);
  }

  @Override
  public Duration longestSubmit() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration longestPoll(int tickets) {
    return Duration.ofSeconds(1);
  }

  @Override
  public Submission submit(SubmitOrder order) {
    throw new AssertionError("only its books are read");
  }

  @Override
  public Map<Ticket, Progress> poll(ProviderAccount account, List<Ticket> tickets) {
    throw new AssertionError("only its books are read");
  }
}
