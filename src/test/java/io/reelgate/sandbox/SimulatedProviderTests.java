package io.reelgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.sandbox.SandboxProperties.ErrorRates;
import io.reelgate.sandbox.clip.Clip;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedProviderTests {
  private static final ErrorRates NEVER = new ErrorRates(0, 0, 0, 0);

  private final AtomicLong nanos = new AtomicLong();

  private SimulatedProvider provider(int maxTasks, String dollars, ErrorRates rates) {
    SandboxProperties properties =
        new SandboxProperties(
            Spread.of("0ms"),
            Spread.of("2s..4s"),
            rates,
            7,
            new BigDecimal(dollars),
            maxTasks,
            Duration.ofDays(7),
            Duration.ZERO,
            Duration.ofMillis(1));
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new SimulatedProvider("wavespeed", properties, clock, nanos::get);
  }

  private static TaskOrder order(String id, String identity, String script) {
    return new TaskOrder(
        id,
        "model",
        identity,
        "{}",
        new Clip(4, 640, 640, false, 0),
        600_000,
        Script.of(script, "wavespeed"));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void oldestFinishedTaskIsDroppedFirst() {
    SimulatedProvider provider = provider(3, "1000", NEVER);
    provider.accept(order("stuck", "1", "[sandbox: stuck]"));
    provider.accept(order("old", "2", "[sandbox: delay=1s]"));
    provider.accept(order("newer", "3", "[sandbox: delay=1s]"));
    pass(Duration.ofSeconds(2));
    provider.accept(order("newest", "4", "[sandbox: delay=1s]"));
    assertThat(provider.newestFirst())
        .extracting(Task::id)
        .containsExactly("newest", "newer", "stuck");
    assertThat(provider.find("old")).isEmpty();
    assertThat(provider.counts().accepted()).isEqualTo(4);
  }

  @Test
  void oldestTaskIsDroppedWhenAllRun() {
    SimulatedProvider provider = provider(2, "1000", NEVER);
    List.of("a", "b", "c").forEach(id -> provider.accept(order(id, id, "[sandbox: stuck]")));
    assertThat(provider.newestFirst()).extracting(Task::id).containsExactly("c", "b");
  }

  @Test
  void chargeOfAFailedTaskComesBackOnce() {
    SimulatedProvider provider = provider(10, "1", NEVER);
    provider.accept(order("a", "a", "[sandbox: delay=1s fail=internal]"));
    assertThat(provider.balanceMicros()).isEqualTo(400_000);
    pass(Duration.ofSeconds(1));
    assertThat(provider.balanceMicros()).isEqualTo(1_000_000);
    assertThat(provider.balanceMicros()).isEqualTo(1_000_000);
    assertThat(provider.counts().refundedUsdMicros()).isEqualTo(600_000);
  }

  @Test
  void droppedTaskThatWouldFailIsRefunded() {
    SimulatedProvider provider = provider(1, "10", NEVER);
    provider.accept(order("a", "a", "[sandbox: delay=1s fail=internal]"));
    provider.accept(order("b", "b", ""));
    assertThat(provider.balanceMicros()).isEqualTo(9_400_000);
  }

  @Test
  void emptyAccountMakesNoTask() {
    SimulatedProvider provider = provider(10, "1", NEVER);
    assertThat(provider.accept(order("a", "a", "[sandbox: delay=1s fail=media]"))).isPresent();
    assertThat(provider.accept(order("b", "b", ""))).isEmpty();
    assertThat(provider.balanceMicros()).isEqualTo(400_000);
    pass(Duration.ofSeconds(1));
    assertThat(provider.accept(order("c", "c", ""))).isPresent();
  }

  @Test
  void countsAreExactUnderConcurrency() throws Exception {
    SimulatedProvider provider = provider(200_000, "100000", NEVER);
    int threads = 64;
    int each = 500;
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        pool.execute(() -> {
          awaitUnchecked(go);
          for (int task = 0; task < each; task++) {
            String identity = "body " + (number / 2) + "/" + task;
            provider.submitted(identity);
            provider.accept(order(number + "-" + task, identity, ""));
          }
        });
      }
      go.countDown();
    }
    Counts counts = provider.counts();
    int all = threads * each;
    assertThat(counts.submits()).isEqualTo(all);
    assertThat(counts.accepted()).isEqualTo(all);
    assertThat(counts.refused()).isZero();
    assertThat(counts.running()).isEqualTo(all);
    assertThat(counts.chargedUsdMicros()).isEqualTo(all * 600_000L);
    assertThat(provider.balanceMicros()).isEqualTo(100_000_000_000L - all * 600_000L);
    assertThat(counts.submittedAgain()).isEqualTo(all / 2);
    assertThat(counts.paidAgain()).isEqualTo(all / 2);
    assertThat(counts.repeats()).hasSize(100).allMatch(repeat -> repeat.tasks() == 2);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  @Test
  void boundHoldsUnderConcurrency() throws Exception {
    SimulatedProvider provider = provider(50, "100000", NEVER);
    try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
      IntStream.range(0, 2000)
          .forEach(id ->
              pool.execute(
                  () -> provider.accept(order("t" + id, "t" + id, "[sandbox: delay=0ms]"))));
    }
    assertThat(provider.newestFirst()).hasSize(50);
    assertThat(provider.counts().accepted()).isEqualTo(2000);
  }

  @Test
  void scriptedFaultMeetsTheFirstSubmitOnly() {
    SimulatedProvider provider = provider(10, "1000", NEVER);
    Script script = Script.of("[sandbox: submit=429]", "wavespeed");
    assertThat(provider.fault(script, provider.submitted("a"))).isEqualTo(SubmitFault.TOO_MANY);
    assertThat(provider.fault(script, provider.submitted("a"))).isNull();
    provider.reset();
    assertThat(provider.fault(script, provider.submitted("a"))).isEqualTo(SubmitFault.TOO_MANY);
  }

  @Test
  void errorRatesAreMetAndRepeatWithTheSeed() {
    ErrorRates rates = new ErrorRates(0.2, 0.1, 0.05, 0.3);
    List<Object> faults = faults(provider(10, "1000", rates));
    assertThat(faults.stream().filter(SubmitFault.TOO_MANY::equals).count())
        .isBetween(1800L, 2200L);
    assertThat(faults.stream().filter(SubmitFault.ERROR::equals).count()).isBetween(850L, 1150L);
    assertThat(faults.stream().filter(SubmitFault.LOST_ANSWER::equals).count())
        .isBetween(400L, 600L);
    assertThat(faults(provider(10, "1000", rates))).isEqualTo(faults);
    SimulatedProvider provider = provider(10, "1000", rates);
    assertThat(IntStream.range(0, 10_000).filter(_ -> provider.polled()).count())
        .isBetween(2800L, 3200L);
  }

  private static List<Object> faults(SimulatedProvider provider) {
    return IntStream.range(0, 10_000)
        .<Object>mapToObj(_ -> String.valueOf(provider.fault(Script.NONE, true)))
        .map(name -> name.equals("null") ? name : SubmitFault.valueOf(name.toString()))
        .toList();
  }

  @Test
  void durationsStayWithinTheirSpread() {
    SimulatedProvider provider = provider(1000, "1000", NEVER);
    List<Duration> durations =
        IntStream.range(0, 500)
            .mapToObj(id -> provider.accept(order("t" + id, "t" + id, "")).orElseThrow())
            .map(task -> task.remaining(nanos.get()))
            .toList();
    assertThat(durations).allMatch(each -> each.compareTo(Duration.ofSeconds(2)) >= 0);
    assertThat(durations).allMatch(each -> each.compareTo(Duration.ofSeconds(4)) <= 0);
    assertThat(durations.stream().distinct().count()).isGreaterThan(400);
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new ErrorRates(0.6, 0.6, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ErrorRates(0, 0, 0, -0.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Spread.of("4s..2s")).isInstanceOf(IllegalArgumentException.class);
  }
}
