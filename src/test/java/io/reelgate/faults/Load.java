package io.reelgate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.TestClient.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Videos posted at an even pace. Each has a key of its own and is posted, now here and now there,
/// until it is accepted.
final class Load implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int CLIENTS = 8;
  private static final long AGAIN_MILLIS = 200;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
  private final Map<Integer, String> accepted = new ConcurrentHashMap<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final List<Node> nodes;
  private final String key;
  private final IntFunction<String> body;
  private final Consumer<String> listener;
  private final BooleanSupplier room;
  private final AtomicInteger posted = new AtomicInteger();
  private final AtomicInteger jobs;

  /// @param every how long between two posts
  /// @param listener hears each id before it counts as accepted
  /// @param room whether one more may come now, so that a slow machine is not buried
  Load(
      List<Node> nodes,
      String key,
      int jobs,
      Duration every,
      IntFunction<String> body,
      Consumer<String> listener,
      BooleanSupplier room) {
    this.nodes = nodes;
    this.key = key;
    this.jobs = new AtomicInteger(jobs);
    this.body = body;
    this.listener = listener;
    this.room = room;
    ScheduledFuture<?> _ =
        clock.scheduleAtFixedRate(this::next, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void next() {
    if (posted.get() < jobs.get() && room.getAsBoolean()) {
      begin();
    }
  }

  private synchronized void begin() {
    if (posted.get() < jobs.get()) {
      again(posted.getAndIncrement(), 0, 0);
    }
  }

  /// No more than were begun.
  synchronized void enough() {
    jobs.set(posted.get());
  }

  private void again(int number, int tries, long afterMillis) {
    ScheduledFuture<?> _ =
        clients.schedule(() -> post(number, tries), afterMillis, TimeUnit.MILLISECONDS);
  }

  private void post(int number, int tries) {
    Optional<Answer> answer = answer(number, nodes.get((number + tries) % nodes.size()));
    if (answer.map(Answer::status).orElse(0) == 200) {
      String id = answer.orElseThrow().text("id");
      listener.accept(id);
      accepted.put(number, id);
      ended.set(System.nanoTime());
    } else if (answer.isEmpty() || mayBeRetried(answer.get().status())) {
      unanswered.incrementAndGet();
      again(number, tries + 1, AGAIN_MILLIS);
    } else {
      refused.add(answer.get().response().body());
    }
  }

  private Optional<Answer> answer(int number, Node node) {
    try {
      return node.client(key)
          .map(client ->
              client.post("/v1/videos", body.apply(number), "Idempotency-Key", "job-" + number));
    } catch (UncheckedIOException noAnswer) {
      return Optional.empty();
    }
  }

  private static boolean mayBeRetried(int status) {
    return status >= 500 || status == 409 || status == 429;
  }

  /// How many were accepted so far.
  int accepted() {
    return accepted.size();
  }

  /// How many posts got no answer or a wish for another try.
  int unanswered() {
    return unanswered.get();
  }

  /// The nano time of the last that was accepted.
  long ended() {
    return ended.get();
  }

  boolean over() {
    return accepted.size() + refused.size() == jobs.get();
  }

  /// Waits for so many more to be accepted, or for the last.
  void goesOnFor(int more) {
    int before = accepted();
    await().atMost(PATIENCE).until(() -> over() || accepted() >= before + more);
  }

  /// Waits until each was accepted.
  ///
  /// @return their ids
  List<String> allAccepted() {
    await().atMost(PATIENCE).until(this::over);
    assertThat(refused).as("refused").isEmpty();
    return new ArrayList<>(accepted.values());
  }

  @Override
  public void close() {
    clock.shutdownNow();
    clients.shutdownNow();
  }
}
