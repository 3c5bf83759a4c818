package io.reelgate.faults;

import io.reelgate.testing.GatewayProcess;
import io.reelgate.testing.TestClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One replica, which may be gone for a while.
final class Node implements AutoCloseable {
  private final Supplier<GatewayProcess> starter;
  private final AtomicReference<@Nullable GatewayProcess> process = new AtomicReference<>();
  private CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);

  Node(Supplier<GatewayProcess> starter) {
    this.starter = starter;
  }

  /// Starts it without waiting.
  void start() {
    starting = CompletableFuture.runAsync(() -> process.set(starter.get()));
  }

  void started() {
    starting.join();
  }

  boolean up() {
    return process.get() != null;
  }

  void kill() {
    GatewayProcess killed = process.getAndSet(null);
    if (killed != null) {
      killed.kill();
    }
  }

  void pause() {
    running().pause();
  }

  void resume() {
    running().resume();
  }

  private GatewayProcess running() {
    return Optional.ofNullable(process.get()).orElseThrow();
  }

  /// Nothing while it is down.
  Optional<TestClient> client(String key) {
    return Optional.ofNullable(process.get()).map(each -> each.client(key));
  }

  @Override
  public void close() {
    starting.handle((done, failed) -> null).join();
    kill();
  }
}
