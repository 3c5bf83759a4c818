package io.reelgate.video.request.value;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.video.request.body.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/// Helps a caller who misspelt a field.
public final class Names {
  private static final int LONGEST = 40;

  private Names() {}

  public static ProblemException unknown(Path path, String name, Collection<String> allowed) {
    String advice =
        nearest(name, allowed)
            .map(best -> "did you mean " + best + "?")
            .orElseGet(() -> "allowed are " + list(allowed));
    return path.problem(ProblemCode.UNKNOWN_PARAMETER, "is not a known field; " + advice);
  }

  static String list(Collection<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static Optional<String> nearest(String name, Collection<String> allowed) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    int most = Math.max(1, name.length() / 3);
    return allowed.stream()
        .sorted()
        .min(Comparator.comparingInt(each -> distance(name, each)))
        .filter(best -> distance(name, best) <= most);
  }

  /// How many letters must be changed, added or left out to get from one word to the other.
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int same = from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1;
        int best = Math.min(diagonal + same, Math.min(row[column], row[column - 1]) + 1);
        diagonal = row[column];
        row[column] = best;
      }
    }
    return row[to.length()];
  }
}
