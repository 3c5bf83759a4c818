package io.reelgate.provider;

import java.util.List;

/// What a look into a provider's books has shown.
public sealed interface Statement {
  /// @param whole whether that is everything of the time asked for
  record Bookings(List<Booking> all, boolean whole) implements Statement {
    public Bookings {
      all = List.copyOf(all);
    }
  }

  /// The provider could not be asked, or its books cannot be read.
  record NoAnswer(Failure failure) implements Statement {}
}
