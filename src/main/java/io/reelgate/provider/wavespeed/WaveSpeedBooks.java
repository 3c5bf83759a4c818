package io.reelgate.provider.wavespeed;

import io.reelgate.money.Usd;
import io.reelgate.provider.Booking;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Statement;
import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Bill;
import io.reelgate.provider.wavespeed.WaveSpeedWire.BillSearch;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Bills;
import io.reelgate.provider.wavespeed.WaveSpeedWire.BillsEnvelope;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the account's billing records, page by page. A record that cannot be understood makes all
/// of them useless, because a sum without it would be wrong.
///
/// @param from earliest time of a record
/// @param until latest time of a record
record WaveSpeedBooks(Instant from, Instant until) {
  static final int MOST_PAGES = 20;

  /// A refund comes up to three hours after its charge, by the provider's sheet; one more for what
  /// the sheet does not know.
  static final Duration LATENESS = Duration.ofHours(4);

  private static final int PAGE_SIZE = 50;
  private static final int FINE = 200;
  private static final String UNREADABLE = "the billing records cannot be read";

  /// @param source gives one page of the records
  Statement read(Function<BillSearch, Reply> source, SafeText safe) {
    List<Booking> all = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      Reply reply = source.apply(search(page));
      Bills bills = bills(reply);
      if (bills == null) {
        return new Statement.NoAnswer(WaveSpeedFailures.ofSilence(reply, UNREADABLE, safe));
      }
      for (@Nullable Bill bill : Objects.requireNonNullElse(bills.items(), List.<Bill>of())) {
        Optional<Booking> booking = booking(bill);
        if (booking.isEmpty()) {
          return new Statement.NoAnswer(unreadable("200"));
        }
        all.add(booking.get());
      }
      if (!Boolean.TRUE.equals(bills.hasMore())) {
        return new Statement.Bookings(all, true);
      }
    }
    return new Statement.Bookings(all, false);
  }

  private BillSearch search(int page) {
    return new BillSearch(page, PAGE_SIZE, from.toString(), until.toString());
  }

  private static @Nullable Bills bills(Reply reply) {
    if (!(reply instanceof Reply.Answered answer) || !answer.successful()) {
      return null;
    }
    BillsEnvelope body = ProviderJson.read(answer.body(), BillsEnvelope.class).orElse(null);
    return body == null || Objects.requireNonNullElse(body.code(), FINE) != FINE
        ? null
        : body.data();
  }

  private static Optional<Booking> booking(@Nullable Bill bill) {
    if (bill == null
        || bill.uuid() == null
        || bill.uuid().isBlank()
        || bill.billingType() == null) {
      return Optional.empty();
    }
    BigDecimal price = bill.price();
    if (price == null || price.signum() < 0) {
      return Optional.empty();
    }
    boolean refund = bill.billingType().equals("refund");
    if (!refund && !bill.billingType().equals("deduct")) {
      return Optional.empty();
    }
    WaveSpeedWire.Billed task = bill.prediction();
    return Optional.of(
        new Booking(
            bill.uuid(),
            task == null ? null : task.uuid(),
            List.of(),
            Usd.halfUp(price),
            refund,
            time(bill.createdAt())));
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException strange) {
      return null;
    }
  }

  private static Failure unreadable(String code) {
    return Failure.of(FailureKind.UNREADABLE, code, UNREADABLE);
  }
}
