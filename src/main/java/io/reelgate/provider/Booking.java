package io.reelgate.provider;

import io.reelgate.money.Usd;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a provider's books.
///
/// @param id the same whenever the line is read, and no other line's
/// @param upstreamId the task that it is about; null where the provider names none
/// @param files what the task made, without signatures, where the provider names its files instead
/// @param refund whether the amount was given back
/// @param at the time that it bears, by the provider's clock; null where it bears none
public record Booking(
    String id,
    @Nullable String upstreamId,
    List<String> files,
    Usd amount,
    boolean refund,
    @Nullable Instant at) {
  public Booking {
    files = List.copyOf(files);
  }

  /// What it adds to the cost, in micro-dollars; a refund takes away.
  public long micros() {
    return refund ? -amount.micros() : amount.micros();
  }
}
