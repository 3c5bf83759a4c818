package io.reelgate.provider.empiriolabs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmpirioLabsPermitsTests {
  private static final Duration STEP = Duration.ofMillis(250);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /// Near the end of its range, since only differences may count.
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - MINUTE);

  private final EmpirioLabsPermits permits = new EmpirioLabsPermits(50, 80, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static int taken(int tries, BooleanSupplier permit) {
    return Math.toIntExact(IntStream.range(0, tries).filter(each -> permit.getAsBoolean()).count());
  }

  /// What is granted in ten minutes to as many as want it.
  private record Granted(List<Long> orders, List<Long> polls, List<Long> lookUps) {
    long inWorstMinute() {
      List<Long> all = new ArrayList<>(orders);
      all.addAll(polls);
      all.addAll(lookUps);
      return worstMinute(all);
    }

    static long worstMinute(List<Long> times) {
      return times.stream()
          .mapToLong(
              start -> times.stream().filter(at -> at - start >= 0 && at - start < MINUTE).count())
          .max()
          .orElse(0);
    }
  }

  private Granted tenMinutes(EmpirioLabsPermits of, int orders, int polls, int lookUps) {
    var granted = new Granted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Duration at = Duration.ZERO; at.toMinutes() < 10; at = at.plus(STEP)) {
      long now = nanos.get();
      IntStream.range(0, taken(orders, of::order)).forEach(each -> granted.orders().add(now));
      IntStream.range(0, taken(polls, of::poll)).forEach(each -> granted.polls().add(now));
      IntStream.range(0, taken(lookUps, of::lookUp)).forEach(each -> granted.lookUps().add(now));
      pass(STEP);
    }
    return granted;
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 25, 50, 99})
  void noMinuteWhereverItBeginsSeesMoreThanTheLimit(int perMinute) {
    var each = new EmpirioLabsPermits(perMinute, 80, nanos::get);
    Granted granted = tenMinutes(each, 20, 20, 20);
    assertThat(granted.inWorstMinute()).isLessThanOrEqualTo(perMinute);
    assertThat(Granted.worstMinute(granted.polls())).isLessThanOrEqualTo(perMinute * 80 / 100);
    assertThat(granted.orders()).hasSizeGreaterThanOrEqualTo(perMinute);
    assertThat(granted.polls()).hasSizeGreaterThan(perMinute * 80 / 100 * 7);
    assertThat(granted.lookUps()).hasSizeGreaterThanOrEqualTo(perMinute / 2);
  }

  @Test
  void nearlyAllOfTheirShareCanBeUsedByQuestions() {
    assertThat(tenMinutes(permits, 0, 30, 0).polls()).hasSizeBetween(380, 400);
  }

  @Test
  void questionsDoNotKeepOrdersOut() {
    Granted granted = tenMinutes(permits, 5, 30, 0);
    assertThat(granted.orders()).hasSizeGreaterThanOrEqualTo(95);
  }

  @Test
  void ordersDoNotKeepQuestionsOut() {
    Granted granted = tenMinutes(permits, 30, 30, 0);
    assertThat(granted.polls()).hasSizeGreaterThan(350);
  }

  @Test
  void ordersTakeWhatQuestionsLeave() {
    assertThat(taken(100, permits::order)).isEqualTo(40);
    assertThat(tenMinutes(permits, 30, 0, 0).orders()).hasSizeGreaterThanOrEqualTo(360);
  }

  @Test
  void aQuestionThatWentWithoutTakesTheSpareFromOrders() {
    assertThat(taken(100, permits::order)).isEqualTo(40);
    int polls = 0;
    for (int each = 0; each < 12; each++) {
      polls += taken(4, permits::poll);
      pass(Duration.ofSeconds(5));
    }
    assertThat(polls).isEqualTo(10);
    pass(Duration.ofSeconds(1));
    assertThat(taken(100, permits::order)).isEqualTo(10);
  }

  /// Whoever was asked the longest ago is next, as the job module has it.
  @ParameterizedTest
  @CsvSource({"580, 0, 0", "480, 30, 30"})
  void everyTaskIsAskedWithinAQuarterOfAnHour(int tasks, int orders, int lookUps) {
    Deque<Long> askedAt = new ArrayDeque<>(Collections.nCopies(tasks, nanos.get()));
    long longest = 0;
    for (Duration at = Duration.ZERO; at.toMinutes() < 60; at = at.plus(STEP)) {
      taken(orders, permits::order);
      taken(lookUps, permits::lookUp);
      while (permits.mayPoll() && permits.poll()) {
        longest = Math.max(longest, nanos.get() - askedAt.removeFirst());
        askedAt.addLast(nanos.get());
      }
      pass(STEP);
    }
    assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofMinutes(15));
  }

  @Test
  void questionsAreSpreadOverTheMinute() {
    assertThat(permits.mayPoll()).isTrue();
    assertThat(taken(100, permits::poll)).isEqualTo(4);
    assertThat(permits.mayPoll()).isFalse();
    pass(Duration.ofMillis(4_900));
    assertThat(taken(100, permits::poll)).isZero();
    pass(Duration.ofMillis(100));
    assertThat(permits.mayPoll()).isTrue();
    assertThat(taken(100, permits::poll)).isEqualTo(4);
  }

  @Test
  void theUsageListIsReadThoughQuestionsUseAllOfTheirs() {
    for (int each = 0; each < 11; each++) {
      taken(100, permits::poll);
      pass(Duration.ofSeconds(5));
    }
    assertThat(taken(100, permits::lookUp)).isEqualTo(5);
    assertThat(taken(100, permits::order)).isEqualTo(5);
  }

  @Test
  void noQuestionPassesForAsLongAsTheProviderSays() {
    permits.close(Duration.ofSeconds(20));
    permits.close(Duration.ofSeconds(10));
    pass(Duration.ofSeconds(19));
    assertThat(permits.poll() || permits.lookUp() || permits.mayPoll()).isFalse();
    assertThat(permits.order()).isTrue();
    pass(Duration.ofSeconds(6));
    assertThat(permits.poll() && permits.lookUp()).isTrue();
  }

  @Test
  void ordersWithoutAPermitAreToldToComeOneAfterTheOther() {
    Duration first = permits.turn();
    Duration second = permits.turn();
    assertThat(first).isPositive();
    assertThat(second).isEqualTo(first.multipliedBy(2));
    pass(Duration.ofMinutes(5));
    assertThat(permits.turn()).isEqualTo(first);
  }
}
