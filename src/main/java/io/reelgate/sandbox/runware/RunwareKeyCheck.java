package io.reelgate.sandbox.runware;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every key opens the door but those that start with `bad`. It comes in the header, or in a first
/// task of its own.
final class RunwareKeyCheck {
  private static final String SCHEME = "Bearer ";

  private RunwareKeyCheck() {}

  /// @param header the request's `Authorization`
  /// @throws RunwareRefusal for whoever has no good key
  static void check(@Nullable String header, List<RunwareTask> tasks) {
    RunwareTask first = tasks.getFirst();
    String key =
        first.type().equals(RunwareTask.AUTHENTICATION)
            ? RunwareTask.text(first.body(), "apiKey")
            : inHeader(header);
    if (key.isBlank() || key.strip().startsWith("bad")) {
      throw RunwareRefusal.badKey();
    }
  }

  private static String inHeader(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length())
        : "";
  }
}
