package io.reelgate.job.ledger;

import java.time.Duration;
import java.time.Instant;

/// A walk through an account's books.
///
/// @param at what bears an earlier time was read
/// @param until where it ends
record Walk(Instant at, Instant until) {
  boolean over() {
    return !at.isBefore(until);
  }

  /// Where the next slice ends.
  Instant next(Duration slice) {
    Instant end = at.plus(slice);
    return end.isBefore(until) ? end : until;
  }

  Walk to(Instant place) {
    return new Walk(place, until);
  }
}
