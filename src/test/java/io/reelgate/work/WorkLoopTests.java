package io.reelgate.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkLoopTests {
  private final Queue<Integer> due = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> handled = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> returned = new ConcurrentLinkedQueue<>();
  private final Wakeup wakeup = new Wakeup();

  private static WorkLoop.Settings settings(int concurrency) {
    Duration pause = Duration.ofMillis(20);
    return new WorkLoop.Settings(
        "test", concurrency, concurrency, pause, pause, Duration.ofSeconds(10));
  }

  private List<Integer> claim(int limit) {
    List<Integer> claimed = new ArrayList<>();
    for (Integer next = due.poll(); next != null; next = due.poll()) {
      claimed.add(next);
      if (claimed.size() == limit) {
        break;
      }
    }
    return claimed;
  }

  @Test
  void aLoopThatWasStoppedWorksAgainAfterAStart() {
    var loop = new WorkLoop<>(settings(2), this::claim, handled::add, wakeup);
    loop.start();
    due.add(1);
    await().until(() -> handled.contains(1));
    loop.stop();
    assertThat(loop.isRunning()).isFalse();

    loop.start();
    due.addAll(List.of(2, 3, 4));
    await().until(() -> handled.containsAll(List.of(2, 3, 4)));
    loop.stop();

    assertThat(handled).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void stoppingWaitsForWhatIsInWork() {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var loop =
        new WorkLoop<Integer>(
            settings(1),
            this::claim,
            item -> {
              begun.countDown();
              join(mayEnd);
              handled.add(item);
            },
            wakeup);
    loop.start();
    due.add(1);
    join(begun);

    Thread stopping = Thread.ofVirtual().start(loop::stop);
    await().until(() -> !loop.isRunning());
    assertThat(stopping.isAlive()).isTrue();
    mayEnd.countDown();
    await().until(() -> !stopping.isAlive());

    assertThat(handled).containsExactly(1);
  }

  @Test
  void whatIsClaimedWhileStoppingIsGivenBack() {
    var claiming = new CountDownLatch(1);
    var mayReturn = new CountDownLatch(1);
    var loop =
        new WorkLoop<Integer>(
            settings(1),
            limit -> {
              claiming.countDown();
              join(mayReturn);
              return List.of(1);
            },
            new WorkHandler<>() {
              @Override
              public void handle(Integer item) {
                handled.add(item);
              }

              @Override
              public void giveBack(Integer item) {
                returned.add(item);
              }
            },
            wakeup);
    loop.start();
    join(claiming);

    Thread stopping = Thread.ofVirtual().start(loop::stop);
    await().until(() -> !loop.isRunning());
    mayReturn.countDown();
    await().until(() -> !stopping.isAlive());

    assertThat(returned).containsExactly(1);
    assertThat(handled).isEmpty();
  }

  @Test
  void aClaimThatFailsInAnyWayIsTriedAgain() {
    var claims = new AtomicInteger();
    var loop =
        new WorkLoop<Integer>(
            settings(2),
            limit -> {
              int number = claims.incrementAndGet();
              if (number == 1) {
                throw new IllegalStateException("no connection");
              }
              if (number == 2) {
                throw new StackOverflowError();
              }
              return claim(limit);
            },
            handled::add,
            wakeup);
    due.add(1);
    loop.start();
    await().until(() -> handled.contains(1));
    loop.stop();
  }

  @Test
  void neverMoreIsInWorkThanTheLoopMay() {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var loop =
        new WorkLoop<Integer>(
            settings(3),
            this::claim,
            item -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              now.decrementAndGet();
              handled.add(item);
            },
            wakeup);
    for (int i = 0; i < 500; i++) {
      due.add(i);
    }
    loop.start();
    await().until(() -> handled.size() == 500);
    loop.stop();

    assertThat(most.get()).isBetween(1, 3);
    assertThat(handled).doesNotHaveDuplicates();
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
