package io.reelgate.outbound;

import org.jspecify.annotations.Nullable;

/// How the sending of an event went.
public sealed interface Posted {
  /// A whole answer came in time, or as much of one as is read.
  ///
  /// @param address where it came from; null where that is inside the operator's network
  /// @param retryAfter the value of {@code Retry-After}
  /// @param date the receiver's own clock, which a date in {@code Retry-After} counts from
  /// @param start the beginning of its body, as far as it is text
  record Answered(
      int status,
      @Nullable String address,
      @Nullable String retryAfter,
      @Nullable String date,
      String start)
      implements Posted {
    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /// A rule forbids the address.
  record Denied() implements Posted {}

  /// No whole answer came.
  ///
  /// @param status of an answer that broke off
  record Failed(Fault fault, @Nullable Integer status, @Nullable String address)
      implements Posted {}

  /// Why no whole answer came.
  enum Fault {
    /// The name leads nowhere just now.
    UNRESOLVED,
    /// No connection, or no secure one.
    UNREACHABLE,
    /// It took too long.
    TIMEOUT,
    /// The connection broke off.
    BROKEN
  }
}
