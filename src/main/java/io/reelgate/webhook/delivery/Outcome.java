package io.reelgate.webhook.delivery;

import io.reelgate.outbound.Posted;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a try came to.
sealed interface Outcome {
  @Nullable Integer status();

  /// One word about what went wrong; null when delivered.
  @Nullable String error();

  @Nullable String address();

  /// The beginning of what the receiver answered.
  String answer();

  /// The receiver has it.
  record Delivered(Integer status, @Nullable String address, String answer) implements Outcome {
    @Override
    public @Nullable String error() {
      return null;
    }

    @Override
    public String toString() {
      return "Delivered[" + status + "]";
    }
  }

  /// It does not, for now or for good.
  ///
  /// @param next when to try again; null when this was the last try
  /// @param gone the receiver says that it is gone for good
  /// @param endpointsFault whether it counts against the endpoint
  record Failed(
      @Nullable Integer status,
      String error,
      @Nullable String address,
      String answer,
      @Nullable Duration next,
      boolean gone,
      boolean endpointsFault)
      implements Outcome {
    @Override
    public String toString() {
      return "Failed[" + error + ", " + status + ", " + next + "]";
    }
  }

  /// The word for a fault of the network.
  static String word(Posted.Fault fault) {
    return switch (fault) {
      case UNRESOLVED -> "name_not_resolved";
      case UNREACHABLE -> "no_connection";
      case TIMEOUT -> "timeout";
      case BROKEN -> "connection_lost";
    };
  }
}
