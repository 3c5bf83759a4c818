package io.reelgate.provider.empiriolabs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reelgate.money.Usd;
import io.reelgate.provider.Booking;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Statement;
import io.reelgate.provider.empiriolabs.EmpirioLabsUsage.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads the usage list as a book of charges.
final class EmpirioLabsBooks {
  /// One request each, of a budget that polls and orders share.
  static final int MOST_PAGES = 5;

  /// Whether an event bears the time of its order or of its end is not told, and no task lives
  /// longer than an hour.
  static final Duration LATENESS = Duration.ofHours(1);

  private EmpirioLabsBooks() {}

  static Statement read(EmpirioLabsUsage usage) {
    List<Event> events = usage.all(each -> true, MOST_PAGES);
    if (usage.silent()) {
      return new Statement.NoAnswer(
          Failure.of(FailureKind.UNREADABLE, "usage", "the usage list cannot be read now"));
    }
    Map<String, Integer> seen = new HashMap<>();
    List<Booking> all = new ArrayList<>();
    for (Event event : events) {
      int which = seen.merge(event.mark(), 1, Integer::sum);
      booking(event, which).ifPresent(all::add);
    }
    return new Statement.Bookings(all, !usage.unread());
  }

  /// Events that say the same are told apart by counting them.
  private static Optional<Booking> booking(Event event, int which) {
    Usd cost = event.cost();
    String jobId = event.jobId();
    return cost == null
        ? Optional.empty()
        : Optional.of(
            new Booking(
                UUID.nameUUIDFromBytes((which + " " + event.mark()).getBytes(UTF_8)).toString(),
                jobId != null && EmpirioLabsId.usable(jobId) ? jobId : null,
                event.outputs().stream().map(EmpirioLabsUrls::file).toList(),
                cost,
                false,
                event.at()));
  }
}
