package io.reelgate.job.ledger;

import io.reelgate.money.Usd;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a provider's books and we do not agree about.
///
/// @param subject the task, or the line of the books where it names none
/// @param bookedUsdMicros after refunds; could be negative
/// @param countedUsdMicros what we say that it cost
record Difference(
    long id,
    String provider,
    String account,
    String subject,
    Kind kind,
    @Nullable UUID attempt,
    @Nullable String jobId,
    long bookedUsdMicros,
    long countedUsdMicros) {

  /// What is wrong.
  enum Kind {
    /// Booked for a task that is no attempt's.
    ORPHAN,
    /// Booked at another amount than we count.
    CHARGE,
    /// Counted as paid, but in no book.
    NOT_BOOKED
  }

  static String dollars(long micros) {
    return (micros < 0 ? "-" : "") + new Usd(Math.abs(micros));
  }

  @Override
  public String toString() {
    return "%s at %s/%s: task %s of job %s, attempt %s: booked %s, counted %s"
        .formatted(
            kind,
            provider,
            account,
            subject,
            jobId == null ? "unknown" : jobId,
            attempt == null ? "unknown" : attempt,
            dollars(bookedUsdMicros),
            dollars(countedUsdMicros));
  }
}
