package io.reelgate.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Tells what a test's own thread has said from what other contexts of this process log meanwhile.
public final class OwnLog {
  /// As Spring Boot begins a line, and as Logback does by itself.
  private static final Pattern HEADER =
      Pattern.compile("^\\S+ +[A-Z]+ \\d+ --- \\[|^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[");

  private OwnLog() {}

  /// The lines that are not blank. One without a header, as in a stack trace, goes with the one
  /// before it; before the first header it is the thread's own.
  public static List<String> lines(String output) {
    Pattern own = Pattern.compile("\\[ *" + Pattern.quote(Thread.currentThread().getName()) + "] ");
    List<String> lines = new ArrayList<>();
    boolean mine = true;
    for (String line : output.lines().toList()) {
      mine = HEADER.matcher(line).find() ? own.matcher(line).find() : mine;
      if (mine && !line.isBlank()) {
        lines.add(line);
      }
    }
    return lines;
  }
}
