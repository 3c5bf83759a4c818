package io.reelgate.work;

import io.reelgate.database.Pool;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Does one thing again and again, each time a jittered interval after the last. A failure is
/// logged and the next turn comes all the same, sooner than usual. Starts before the work loops and
/// stops after them, so that leases are renewed for as long as anybody works under one.
public final class Ticker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  /// Between the web server, which goes last, and the loops.
  private static final int PHASE = DEFAULT_PHASE - 512;

  private static final int SOONER = 5;

  private final String name;
  private final Pool pool;
  private final Duration interval;
  private final Runnable turn;
  private final Wakeup wakeup = new Wakeup();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile @Nullable Thread thread;

  /// @param pool whose connections the turns use
  public Ticker(String name, Pool pool, Duration interval, Runnable turn) {
    this.name = name;
    this.pool = pool;
    this.interval = interval;
    this.turn = turn;
  }

  @Override
  public void start() {
    if (running.compareAndSet(false, true)) {
      Thread started = Thread.ofVirtual().name(name).unstarted(() -> pool.run(this::loop));
      thread = started;
      started.start();
    }
  }

  private void loop() {
    while (running.get() && Thread.currentThread().equals(thread)) {
      Duration pause = interval;
      try {
        turn.run();
      } catch (RuntimeException | Error e) {
        pause = interval.dividedBy(SOONER);
        LOG.warn("{}: failed, next turn in {}: {}", name, pause, e.toString());
      }
      wakeup.await(Backoff.jittered(pause));
    }
  }

  @Override
  public void stop() {
    running.set(false);
    wakeup.signal();
  }

  @Override
  public boolean isRunning() {
    return running.get();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
