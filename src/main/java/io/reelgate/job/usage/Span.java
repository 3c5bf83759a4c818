package io.reelgate.job.usage;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whole days in UTC.
///
/// @param from the first
/// @param to the last
record Span(LocalDate from, LocalDate to) {
  static final int MOST_DAYS = 92;

  private static final int USUAL_DAYS = 30;
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /// What a caller asks for; what is missing gives 30 days up to today.
  static Span of(@Nullable String from, @Nullable String to, LocalDate today) {
    LocalDate last = to == null ? today : day("to", to);
    LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : day("from", from);
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > MOST_DAYS) {
      throw ProblemCode.INVALID_VALUE.problem(
          "from", "from (%s) to to (%s) must be 1 to %d days".formatted(first, last, MOST_DAYS));
    }
    return new Span(first, last);
  }

  private static LocalDate day(String name, String text) {
    if (DAY.matcher(text).matches()) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw noDay(name);
      }
    }
    throw noDay(name);
  }

  private static ProblemException noDay(String name) {
    return ProblemCode.INVALID_VALUE.problem(name, name + " must be a day such as 2026-11-30");
  }
}
