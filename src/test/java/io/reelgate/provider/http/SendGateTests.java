package io.reelgate.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.provider.SendDeadline;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SendGateTests {
  private static final int ROUNDS = 2_000;

  @Test
  void anOpenedGateProvesNothingAndCannotBeOpenedAgain() {
    SendGate gate = gate(Duration.ofMinutes(1));
    gate.open();
    assertThat(gate.shut()).isFalse();
    assertThatThrownBy(gate::open).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aShutGateLetsNothingThrough() {
    SendGate gate = gate(Duration.ofMinutes(1));
    assertThat(gate.shut()).isTrue();
    assertThat(gate.shut()).isTrue();
    assertThatThrownBy(gate::open).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPassedDeadlineLetsNothingThroughAndIsAProof() {
    SendGate gate = gate(Duration.ZERO);
    assertThatThrownBy(gate::open).isInstanceOf(DeadlinePassedException.class);
    assertThat(gate.shut()).isTrue();
  }

  @Test
  void ofWriterAndGiverUpExactlyOneWins() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        SendGate gate = gate(Duration.ofMinutes(1));
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Boolean> written =
            threads.submit(() -> {
              start.await();
              return opens(gate);
            });
        Future<Boolean> proven =
            threads.submit(() -> {
              start.await();
              return gate.shut();
            });
        assertThat(written.get()).isNotEqualTo(proven.get());
      }
    }
  }

  private static boolean opens(SendGate gate) {
    try {
      gate.open();
      return true;
    } catch (IllegalStateException lost) {
      return false;
    }
  }

  private static SendGate gate(Duration untilDeadline) {
    return new SendGate(SendDeadline.in(untilDeadline));
  }
}
