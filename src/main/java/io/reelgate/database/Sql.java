package io.reelgate.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How values are handed to SQL that the driver cannot convert by itself.
public final class Sql {
  private Sql() {}

  /// All rows of a query; a row is never null.
  public static <T> List<T> list(JdbcClient.MappedQuerySpec<T> query) {
    List<T> rows = new ArrayList<>();
    query.list().forEach(row -> rows.add(Objects.requireNonNull(row)));
    return rows;
  }

  /// For {@code cast(:name as interval)}.
  public static String interval(Duration duration) {
    return duration.toMillis() + " milliseconds";
  }
}
