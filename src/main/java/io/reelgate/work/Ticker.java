package io.reelgate.work;

import io.reelgate.database.Pool;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Does one thing again and again, each time a jittered interval after the last, on the pool that
/// nothing else can starve. A failure is logged and the next turn comes all the same.
public final class Ticker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final String name;
  private final Duration interval;
  private final Runnable turn;
  private final Wakeup wakeup = new Wakeup();
  private final AtomicBoolean running = new AtomicBoolean();

  public Ticker(String name, Duration interval, Runnable turn) {
    this.name = name;
    this.interval = interval;
    this.turn = turn;
  }

  @Override
  public void start() {
    if (running.compareAndSet(false, true)) {
      Thread.ofVirtual().name(name).start(() -> Pool.BEAT.run(this::loop));
    }
  }

  private void loop() {
    while (running.get()) {
      try {
        turn.run();
      } catch (RuntimeException e) {
        LOG.warn("{}: failed, next turn in {}: {}", name, interval, e.toString());
      }
      wakeup.await(Backoff.jittered(interval));
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
}
