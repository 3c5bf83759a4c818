package io.reelgate.job.reconcile;

import io.reelgate.catalog.ProviderId;
import io.reelgate.job.CallbackHints;
import io.reelgate.job.CallbackHints.Heard;
import io.reelgate.job.CallbackHints.Ordered;
import io.reelgate.job.reconcile.CallbackCounts.Kind;
import io.reelgate.provider.CallbackReader;
import io.reelgate.provider.CallbackReader.Call;
import io.reelgate.provider.CallbackReader.Reading;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.Step;
import io.reelgate.telemetry.StepName;
import io.reelgate.telemetry.Steps;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Takes in what providers report. Nobody who calls waits for a slow database: what takes longer
/// goes on alone, and the caller is asked to call again. A flood gets a few connections and no
/// more, so that it takes none from those who ask for videos.
@Component
class CallbackDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackDesk.class);
  private static final Duration PATIENCE = Duration.ofMillis(700);
  private static final Duration TURN = Duration.ofMillis(200);
  private static final int MOST_AT_ONCE = 4;

  private final CallbackHints hints;
  private final Providers providers;
  private final CallbackCounts counts;
  private final Steps steps;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);

  CallbackDesk(CallbackHints hints, Providers providers, CallbackCounts counts, Steps steps) {
    this.hints = hints;
    this.providers = providers;
    this.counts = counts;
    this.steps = steps;
  }

  /// What the caller is told.
  enum Reply {
    TAKEN,
    NO_SUCH_ATTEMPT,
    CALL_AGAIN
  }

  Reply take(String provider, UUID token, Call call) {
    if (!hasTurn()) {
      return Reply.CALL_AGAIN;
    }
    var exchange = new Exchange();
    Thread.ofVirtual()
        .name("callback")
        .start(() -> {
          try {
            exchange.reply = hear(provider, token, call);
          } catch (RuntimeException e) {
            LOG.warn("attempt {}: callback of {} not heard: {}", token, provider, e.toString());
          } finally {
            places.release();
            exchange.done.countDown();
          }
        });
    return exchange.await();
  }

  private boolean hasTurn() {
    try {
      return places.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// One call, answered by another thread or not in time.
  private static final class Exchange {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Reply reply = Reply.CALL_AGAIN;

    Reply await() {
      try {
        return done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) ? reply : Reply.CALL_AGAIN;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Reply.CALL_AGAIN;
      }
    }
  }

  private Reply hear(String provider, UUID token, Call call) {
    Optional<Ordered> ordered = hints.ordered(provider, token);
    if (ordered.isEmpty()) {
      return Reply.NO_SUCH_ATTEMPT;
    }
    try (Step step = step(provider, token, ordered.get())) {
      return hear(provider, token, task(provider, token, ordered.get(), call), step);
    }
  }

  private Step step(String provider, UUID token, Ordered ordered) {
    return steps
        .begin(StepName.CALLBACK, ordered.traceParent())
        .with(Field.JOB, ordered.jobId())
        .with(Field.ATTEMPT, token.toString())
        .with(Field.PROVIDER, provider)
        .with(Field.ACCOUNT, ordered.account());
  }

  private Reply hear(String provider, UUID token, @Nullable String task, Step step) {
    try {
      Heard heard = hints.hear(token, task);
      step.outcome(heard.what().name().toLowerCase(Locale.ROOT));
      LOG.info(
          "job {}: attempt {}: called back by {}, {}",
          heard.jobId(),
          token,
          provider,
          switch (heard.what()) {
            case ADOPTED -> "so it was accepted as " + task + ", adopted and polled";
            case ASKED_NOW -> "the provider is asked now";
            case KEPT -> "kept until its submit is answered";
            case SHOWED_UP -> "task " + task + " exists although the job was decided without it";
            case NOTHING -> "nothing waits for it";
          });
    } catch (DuplicateKeyException e) {
      LOG.error(
          "attempt {}: called back by {} with task {}, which is another attempt's; left to an operator",
          token,
          provider,
          task);
    }
    return Reply.TAKEN;
  }

  /// A call that nobody can read is no more than a nudge.
  private @Nullable String task(String provider, UUID token, Ordered ordered, Call call) {
    try {
      return read(new ProviderId(provider), token, ordered, call);
    } catch (RuntimeException e) {
      LOG.warn("attempt {}: callback of {} cannot be read: {}", token, provider, e.getClass());
      counts.count(provider, Kind.UNREADABLE);
      return null;
    }
  }

  private @Nullable String read(ProviderId provider, UUID token, Ordered ordered, Call call) {
    Optional<ProviderAccount> account = providers.account(provider, ordered.account());
    ProviderAdapter adapter = providers.adapter(provider).orElse(null);
    if (account.isEmpty() || !(adapter instanceof CallbackReader reader)) {
      return null;
    }
    return switch (reader.read(account.get(), token, hints.read(ordered.spec()), call)) {
      case Reading.Task(String upstreamId) -> {
        counts.count(provider.value(), Kind.TASK);
        yield upstreamId;
      }
      case Reading.NoTask() -> {
        counts.count(provider.value(), Kind.NO_TASK);
        yield null;
      }
      case Reading.Unproven(String why) -> {
        counts.unproven(account.get(), why);
        yield null;
      }
    };
  }
}
