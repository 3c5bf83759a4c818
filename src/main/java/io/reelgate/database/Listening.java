package io.reelgate.database;

import io.reelgate.database.DatabaseConfiguration.DatabaseAddress;
import org.springframework.stereotype.Component;

/// Makes listeners for what replicas tell each other.
@Component
public final class Listening {
  private final DatabaseAddress address;

  Listening(DatabaseAddress address) {
    this.address = address;
  }

  /// @param channel a name of lower-case letters and underscores
  public Notifications on(String channel, Notifications.Listener listener) {
    if (!channel.matches("[a-z_]{1,60}")) {
      throw new IllegalArgumentException("no name of a channel: " + channel);
    }
    return new Notifications(address, channel, listener);
  }
}
