package io.reelgate.work;

import io.reelgate.database.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Claims batches of due work and runs each item on its own virtual thread, never more at once than
/// its concurrency. Polling the table is the truth; a {@link Wakeup} only shortens the wait. Stops
/// cleanly: claims nothing more, then lets what runs come to its end. Threads are never
/// interrupted, because that would close their database connections in the middle of a commit.
public final class WorkLoop<T> implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
  private static final Duration SLOT_WAIT = Duration.ofMillis(100);
  private static final Duration FIRST_PAUSE_AFTER_ERROR = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE_AFTER_ERROR = Duration.ofSeconds(5);

  private final Settings settings;
  private final WorkSource<T> source;
  private final WorkHandler<T> handler;
  private final Wakeup wakeup;
  private final Semaphore slots;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private int errors;

  /// @param name of the loop in logs and thread names
  /// @param concurrency most items in work at once
  /// @param batch most items of one claim
  /// @param busy pause after a claim that found less than it asked for
  /// @param idle pause after a claim that found nothing
  /// @param drain longest wait for items in work when the process stops
  public record Settings(
      String name, int concurrency, int batch, Duration busy, Duration idle, Duration drain) {}

  public WorkLoop(Settings settings, WorkSource<T> source, WorkHandler<T> handler, Wakeup wakeup) {
    this.settings = settings;
    this.source = source;
    this.handler = handler;
    this.wakeup = wakeup;
    this.slots = new Semaphore(settings.concurrency());
  }

  @Override
  public void start() {
    if (running.compareAndSet(false, true)) {
      Thread started =
          Thread.ofVirtual().name(settings.name()).unstarted(() -> Pool.WORK.run(this::loop));
      thread = started;
      started.start();
    }
  }

  /// A loop that was stopped and started again before its old thread noticed goes on in one thread.
  private void loop() {
    while (running.get() && Thread.currentThread().equals(thread)) {
      int free = takeSlots();
      if (!running.get()) {
        slots.release(free);
      } else if (free > 0) {
        pauseAfter(claimInto(free), free);
      }
    }
  }

  /// Takes as many free slots as a batch may fill, at least one.
  private int takeSlots() {
    try {
      if (!slots.tryAcquire(SLOT_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return 0;
      }
    } catch (InterruptedException e) {
      running.set(false);
      return 0;
    }
    int taken = 1;
    while (taken < settings.batch() && slots.tryAcquire()) {
      taken++;
    }
    return taken;
  }

  /// Claims for the taken slots and gives back those that stay empty; -1 when the claim failed.
  private int claimInto(int free) {
    List<T> items;
    try {
      items = source.claim(free);
      errors = 0;
    } catch (RuntimeException | Error e) {
      errors++;
      slots.release(free);
      LOG.warn(
          "{}: claim failed ({} in a row), trying again: {}",
          settings.name(),
          errors,
          e.toString());
      return -1;
    }
    for (int i = 0; i < items.size(); i++) {
      if (i >= free) {
        slots.acquireUninterruptibly();
      }
      runInSlot(items.get(i));
    }
    slots.release(Math.max(0, free - items.size()));
    return items.size();
  }

  private void runInSlot(T item) {
    Thread.ofVirtual()
        .name(settings.name() + "-item")
        .start(() -> {
          try {
            Pool.WORK.run(() -> handleOrGiveBack(item));
          } catch (RuntimeException | Error e) {
            LOG.error("{}: handling failed, the sweep will find the row", settings.name(), e);
          } finally {
            slots.release();
          }
        });
  }

  private void handleOrGiveBack(T item) {
    if (running.get()) {
      handler.handle(item);
    } else {
      handler.giveBack(item);
    }
  }

  private void pauseAfter(int claimed, int asked) {
    if (claimed < 0) {
      wakeup.await(Backoff.jittered(pauseAfterError()));
    } else if (claimed < asked) {
      wakeup.await(Backoff.jittered(claimed > 0 ? settings.busy() : settings.idle()));
    }
  }

  private Duration pauseAfterError() {
    Duration pause = FIRST_PAUSE_AFTER_ERROR.multipliedBy(errors);
    return pause.compareTo(LONGEST_PAUSE_AFTER_ERROR) < 0 ? pause : LONGEST_PAUSE_AFTER_ERROR;
  }

  @Override
  public void stop(Runnable callback) {
    Thread.ofVirtual()
        .name(settings.name() + "-drain")
        .start(() -> {
          stop();
          callback.run();
        });
  }

  @Override
  public void stop() {
    if (!running.compareAndSet(true, false)) {
      return;
    }
    wakeup.signal();
    try {
      if (slots.tryAcquire(
          settings.concurrency(), settings.drain().toMillis(), TimeUnit.MILLISECONDS)) {
        slots.release(settings.concurrency());
      } else {
        LOG.warn(
            "{}: {} items still in work after {}; their leases will lapse",
            settings.name(),
            settings.concurrency() - slots.availablePermits(),
            settings.drain());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running.get();
  }
}
