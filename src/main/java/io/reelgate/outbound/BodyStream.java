package io.reelgate.outbound;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;

/// Hands the buffers of a body from the event loop to one blocking reader. Asks for the next one
/// only when one was taken, so a slow reader slows the sender down. Only the time spent waiting for
/// the sender counts against its limits, never that of the reader.
final class BodyStream extends BaseSubscriber<DataBuffer> implements AutoCloseable {
  private static final int AHEAD = 8;

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Duration idleLimit;
  private long nanosLeft;

  BodyStream(Duration idleLimit, Duration totalLimit) {
    this.idleLimit = idleLimit;
    this.nanosLeft = totalLimit.toNanos();
  }

  /// The next buffer, to be released by the caller, or null at the end.
  @Nullable DataBuffer next() throws BrokenBodyException {
    return switch (await()) {
      case Next next -> {
        request(1);
        yield next.buffer();
      }
      case Complete ignored -> null;
      case Broken ignored -> throw new BrokenBodyException("the body ended early");
    };
  }

  private Signal await() throws BrokenBodyException {
    long start = System.nanoTime();
    try {
      long limit = Math.min(nanosLeft, idleLimit.toNanos());
      @Nullable Signal signal = signals.poll(limit, TimeUnit.NANOSECONDS);
      nanosLeft -= System.nanoTime() - start;
      if (signal == null) {
        throw new BrokenBodyException("the body stalled or is too slow");
      }
      return signal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokenBodyException("interrupted");
    }
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    request(AHEAD);
  }

  @Override
  protected void hookOnNext(DataBuffer buffer) {
    signals.add(new Next(buffer));
    if (isDisposed()) {
      releaseAll();
    }
  }

  @Override
  protected void hookOnComplete() {
    signals.add(new Complete());
  }

  @Override
  protected void hookOnError(Throwable throwable) {
    signals.add(new Broken());
  }

  @Override
  public void close() {
    cancel();
    releaseAll();
  }

  private void releaseAll() {
    for (Signal signal; (signal = signals.poll()) != null; ) {
      if (signal instanceof Next next) {
        DataBufferUtils.release(next.buffer());
      }
    }
  }

  private sealed interface Signal {}

  private record Next(DataBuffer buffer) implements Signal {}

  private record Complete() implements Signal {}

  private record Broken() implements Signal {}
}
