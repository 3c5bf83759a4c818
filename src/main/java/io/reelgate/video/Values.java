package io.reelgate.video;

import java.util.ArrayList;
import java.util.List;

/// Allowed values as people write them.
final class Values {
  private Values() {}

  /// {@code 4 to 15 or auto}, {@code 480p or 720p}; neighbouring whole numbers are joined.
  static String list(List<String> values) {
    List<String> parts = new ArrayList<>();
    int index = 0;
    while (index < values.size()) {
      int end = endOfRun(values, index);
      boolean run = end - index >= 2;
      parts.add(run ? values.get(index) + " to " + values.get(end) : values.get(index));
      index = run ? end + 1 : index + 1;
    }
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " or " + parts.get(last);
  }

  private static int endOfRun(List<String> values, int start) {
    int end = start;
    while (end + 1 < values.size() && follows(values.get(end), values.get(end + 1))) {
      end++;
    }
    return end;
  }

  private static boolean follows(String value, String next) {
    return value.matches("\\d{1,6}")
        && next.matches("\\d{1,6}")
        && Integer.parseInt(next) == Integer.parseInt(value) + 1;
  }
}
