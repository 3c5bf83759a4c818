package io.reelgate.video;

import io.reelgate.job.Jobs;
import io.reelgate.job.Jobs.CommitFate;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.problem.UnansweredException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs the accepting transaction and answers honestly about it: what was committed is accepted,
/// what was proven aborted is refused, and where nobody knows there is no answer at all, so that
/// the client's retry finds the truth.
@Component
class Acceptance {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);
  private static final Duration LONGEST_WAIT_FOR_TWIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_DOUBT = Duration.ofSeconds(3);
  private static final Duration DOUBT_PAUSE = Duration.ofMillis(100);

  private final TransactionTemplate transaction;
  private final Jobs jobs;

  Acceptance(PlatformTransactionManager transactions, Jobs jobs) {
    this.transaction = new TransactionTemplate(transactions);
    this.jobs = jobs;
  }

  /// What the transaction makes durable; remembered in case the answer to its commit is lost.
  static final class Commit {
    private Jobs.@Nullable Enqueued enqueued;

    void of(Jobs.Enqueued job) {
      enqueued = job;
    }
  }

  /// @throws ProblemException from the work, {@code idempotency_in_progress} when an equal request
  ///   is still being accepted after five seconds, {@code overloaded} when nothing was accepted
  <T> T accept(Function<Commit, T> work) {
    long end = System.nanoTime() + LONGEST_WAIT_FOR_TWIN.toNanos();
    while (true) {
      try {
        return once(work);
      } catch (PessimisticLockingFailureException | QueryTimeoutException stillWaiting) {
        if (System.nanoTime() - end > 0) {
          throw ProblemCode.IDEMPOTENCY_IN_PROGRESS.problem(
              null, "an equal request is still being accepted");
        }
      }
    }
  }

  private <T> T once(Function<Commit, T> work) {
    var commit = new Commit();
    var done = new Object[1];
    try {
      return Objects.requireNonNull(
          transaction.execute(status -> {
            T result = work.apply(commit);
            done[0] = result;
            return result;
          }));
    } catch (RuntimeException e) {
      Jobs.Enqueued enqueued = commit.enqueued;
      if (done[0] == null || enqueued == null) {
        throw e;
      }
      LOG.warn("job {}: the answer to its commit was lost: {}", enqueued.id(), e.toString());
      settle(enqueued, e);
      @SuppressWarnings("unchecked")
      T result = (T) done[0];
      return result;
    }
  }

  /// Returns if the job is durable.
  private void settle(Jobs.Enqueued enqueued, RuntimeException lost) {
    long end = System.nanoTime() + LONGEST_DOUBT.toNanos();
    while (System.nanoTime() - end < 0) {
      switch (fate(enqueued)) {
        case COMMITTED -> {
          LOG.info("job {}: its commit had arrived, accepted", enqueued.id());
          return;
        }
        case ABORTED ->
            throw ProblemCode.OVERLOADED.problem(null, "the request was not accepted; try again");
        case IN_PROGRESS -> pause();
      }
    }
    LOG.error("job {}: nobody knows whether its commit arrived, no answer is given", enqueued.id());
    throw new UnansweredException("the commit of job " + enqueued.id() + " is in doubt", lost);
  }

  private CommitFate fate(Jobs.Enqueued enqueued) {
    try {
      return jobs.fate(enqueued);
    } catch (RuntimeException e) {
      LOG.info("job {}: its fate cannot be asked yet: {}", enqueued.id(), e.toString());
      return CommitFate.IN_PROGRESS;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(DOUBT_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
