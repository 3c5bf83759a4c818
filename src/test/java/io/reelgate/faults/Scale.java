package io.reelgate.faults;

import java.time.Duration;

/// How much of each fault there is: {@code -Dfaults=short} or {@code long}, and any count by its
/// own name, such as {@code -Dfaults.F1.jobs=20000}.
final class Scale {
  private static final int LONG = 8;

  private Scale() {}

  /// @param name such as {@code F1.jobs}
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

  /// How long a run waits at its end for unresolved attempts to be resolved.
  static Duration unknowns() {
    return Duration.ofSeconds(Integer.getInteger("faults.unknowns.seconds", 0));
  }
}
