package io.reelgate.provider;

import java.time.Duration;
import java.time.Instant;

/// The optional face of an adapter whose provider shows what it booked on an account. Throws
/// nothing for what a provider or a network does, and never costs money.
public interface BookReader {
  /// The longest that {@link #read} can take, all timeouts together.
  Duration longestRead();

  /// How long after the time that it bears a booking, or its refund, may first be shown.
  Duration lateness();

  /// What bears a time from the one up to the other.
  Statement read(ProviderAccount account, Instant from, Instant until);
}
