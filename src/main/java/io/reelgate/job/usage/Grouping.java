package io.reelgate.job.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the sums are of.
enum Grouping {
  DAY("to_char(created_at at time zone 'UTC', 'YYYY-MM-DD')"),
  MODEL("model"),
  /// The provider that made a video or was the last to try; none before it has ended.
  PROVIDER("provider"),
  KEY("api_key_id");

  private final String column;

  Grouping(String column) {
    this.column = column;
  }

  /// The SQL of it.
  String column() {
    return column;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Grouping> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Grouping::word).collect(Collectors.joining(", "));
  }
}
