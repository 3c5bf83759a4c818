package io.reelgate.provider.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.reelgate.provider.account.AdmissionProperties.SubmitBreaker;
import io.reelgate.provider.account.Breaker.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTests {
  private static final Duration QUICK = Duration.ofMillis(1);
  private static final AccountId ID = new AccountId("acme", "main");

  private static final Duration MOMENT = Duration.ofMillis(40);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Queue<State> states = new ConcurrentLinkedQueue<>();
  private Breaker breaker = breaker(LONG, LONG);

  /// @param openFor how long it is open at first
  /// @param halfOpenLongest how long it waits for tries
  private Breaker breaker(Duration openFor, Duration halfOpenLongest) {
    breaker =
        Breaker.ofSubmits(
            ID,
            new SubmitBreaker(
                4,
                2,
                50,
                Duration.ofSeconds(1),
                80,
                openFor,
                Duration.ofMinutes(2),
                2,
                halfOpenLongest),
            new Registries());
    breaker
        .circuit()
        .getEventPublisher()
        .onStateTransition(event -> states.add(event.getStateTransition().getToState()));
    return breaker;
  }

  private void call(Verdict... verdicts) {
    for (Verdict verdict : verdicts) {
      assertThat(breaker.circuit().tryAcquirePermission()).isTrue();
      breaker.ended(verdict, QUICK);
    }
  }

  private void awaitHalfOpen() {
    await().pollInterval(Duration.ofMillis(1)).until(breaker::halfOpen);
  }

  private long openings() {
    return states.stream().filter(State.OPEN::equals).count();
  }

  @Test
  void onlyFaultsOfTheProviderOpenIt() {
    call(Verdict.NOTHING, Verdict.NOTHING, Verdict.NOTHING, Verdict.WELL, Verdict.WELL);
    assertThat(breaker.open()).isFalse();

    call(Verdict.FAULT, Verdict.FAULT);
    assertThat(breaker.open()).isTrue();
    assertThat(breaker.circuit().tryAcquirePermission()).isFalse();
  }

  @Test
  void slowOrdersOpenItToo() {
    IntStream.range(0, 2).forEach(_ -> breaker.ended(Verdict.WELL, Duration.ofSeconds(2)));

    assertThat(breaker.open()).isTrue();
  }

  @Test
  void aFailedTryDoublesTheWaitAndClosingForgetsIt() {
    breaker(Duration.ofMillis(200), LONG);
    call(Verdict.FAULT, Verdict.FAULT);
    assertThat(breaker.openWait().last()).isBetween(Duration.ofMillis(140), Duration.ofMillis(260));
    awaitHalfOpen();
    call(Verdict.FAULT, Verdict.FAULT);
    assertThat(breaker.openWait().last()).isBetween(Duration.ofMillis(280), Duration.ofMillis(520));
    awaitHalfOpen();
    call(Verdict.WELL, Verdict.WELL);
    assertThat(breaker.circuit().getState()).isEqualTo(State.CLOSED);

    call(Verdict.FAULT, Verdict.FAULT);
    assertThat(breaker.openWait().last()).isBetween(Duration.ofMillis(140), Duration.ofMillis(260));
  }

  /// The library alone would have waited 32 times as long by then.
  @Test
  void whoIsNotCalledInTimeWaitsNoLonger() {
    breaker(MOMENT, MOMENT);
    call(Verdict.FAULT, Verdict.FAULT);
    Duration first = breaker.openWait().last();

    await().atMost(Duration.ofSeconds(20)).until(() -> openings() >= 6);

    assertThat(breaker.openWait().last()).isEqualTo(first);
    assertThat(states.stream().distinct()).containsExactlyInAnyOrder(State.OPEN, State.HALF_OPEN);
  }

  @Test
  void oneGoodTryThatNoOtherFollowedDoesNotMakeItWorse() {
    breaker(MOMENT, Duration.ofSeconds(3));
    call(Verdict.FAULT, Verdict.FAULT);
    Duration first = breaker.openWait().last();
    awaitHalfOpen();
    call(Verdict.WELL);

    await().until(() -> openings() >= 2);

    assertThat(breaker.openWait().last()).isEqualTo(first);
  }

  @Test
  void aBreakerThatWasClosedStaysClosed() {
    breaker(MOMENT, Duration.ofSeconds(3));
    call(Verdict.FAULT, Verdict.FAULT);
    awaitHalfOpen();
    breaker.close();
    call(Verdict.WELL);

    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(20))
        .until(() -> breaker.circuit().getState() == CircuitBreaker.State.CLOSED);
    assertThat(List.copyOf(states)).endsWith(State.CLOSED);
  }
}
