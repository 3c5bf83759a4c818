package io.reelgate.database;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/// Repeats a write until the database takes it, for facts that exist nowhere else: what a provider
/// answered to a paid request. The write must be safe to repeat, because a lost connection does not
/// tell whether a commit arrived.
public final class Insist {
  private static final Logger LOG = LoggerFactory.getLogger(Insist.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private Insist() {}

  /// @param what names the write in the log, without secrets
  /// @param limit how long to go on
  /// @throws RuntimeException the last failure, when the time is over or repeating cannot help
  public static <T> T on(String what, Duration limit, Supplier<T> write) {
    long end = System.nanoTime() + limit.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return write.get();
      } catch (RuntimeException e) {
        if (!mayPass(e) || System.nanoTime() - end > 0) {
          throw e;
        }
        LOG.warn("{}: not written, trying again in {}: {}", what, pause, e.toString());
        sleep(pause, e);
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  /// Only what the database would say again to the same write is final. Everything else may pass: a
  /// connection cut in the middle of a commit arrives as an exception that says no more than that.
  private static boolean mayPass(RuntimeException e) {
    return switch (e) {
      case DataIntegrityViolationException refused -> false;
      case InvalidDataAccessResourceUsageException wrong -> false;
      case InvalidDataAccessApiUsageException wrong -> false;
      case IllegalStateException bug -> false;
      case IllegalArgumentException bug -> false;
      default -> true;
    };
  }

  private static void sleep(Duration pause, RuntimeException failure) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
