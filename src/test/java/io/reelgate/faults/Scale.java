package io.reelgate.faults;

import java.time.Duration;

/// How much of each fault there is: {@code -Dfaults=short} or {@code long}, and any count by its
/// own name, such as {@code -Dfaults.F1.kills=600}.
final class Scale {
  private static final int LONG = 8;

  private Scale() {}

  /// @param name such as {@code F1.kills}
  /// @param brief what the short form has
  static int of(String name, int brief) {
    int usual =
        switch (System.getProperty("faults", "short")) {
          case "short", "" -> brief;
          case "long" -> LONG * brief;
          default -> throw new IllegalArgumentException("-Dfaults is short or long");
        };
    return Integer.getInteger("faults." + name, usual);
  }

  /// What a busy machine may add to the bounds of the protocol.
  static Duration slack() {
    return Duration.ofSeconds(Integer.getInteger("faults.slack.seconds", 8));
  }
}
