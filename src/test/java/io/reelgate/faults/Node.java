package io.reelgate.faults;

import io.reelgate.testing.GatewayProcess;
import io.reelgate.testing.HttpProxy;
import io.reelgate.testing.PostgresProxy;
import io.reelgate.testing.TestClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One replica, which may be gone for a while, with a proxy between it and the database and another
/// one between it and the providers.
final class Node implements AutoCloseable {
  private static final String LOST = "reelgate_ownership_lost_writes_total{";

  private final PostgresProxy database;
  private final HttpProxy providers;
  private final Function<Node, GatewayProcess> starter;
  private final AtomicReference<@Nullable GatewayProcess> process = new AtomicReference<>();
  private CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);

  Node(PostgresProxy database, HttpProxy providers, Function<Node, GatewayProcess> starter) {
    this.database = database;
    this.providers = providers;
    this.starter = starter;
  }

  PostgresProxy database() {
    return database;
  }

  HttpProxy providers() {
    return providers;
  }

  /// Starts it without waiting.
  void start() {
    starting =
        CompletableFuture.runAsync(
            () -> process.set(starter.apply(this)), task -> Thread.ofVirtual().start(task));
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

  /// How many writes it was refused since its start because the job was another's.
  long lostWrites() {
    return running()
        .management()
        .get("/actuator/prometheus")
        .response()
        .body()
        .lines()
        .filter(line -> line.startsWith(LOST))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
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
    database.close();
    providers.close();
  }
}
