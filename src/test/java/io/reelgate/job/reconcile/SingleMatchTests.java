package io.reelgate.job.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleMatchTests {
  /// Whatever the list holds: what is taken is in it, is nobody else's, and is the only one of its
  /// kind; and where there is one and no rival, it is taken.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void takesTheOneTaskThatIsNobodyElses(long seed) {
    Random random = new Random(seed);
    int taken = 0;
    for (int round = 0; round < 20_000; round++) {
      Set<String> found = some(random, 6);
      Set<String> claimed = some(random, 6);
      boolean whole = random.nextInt(4) > 0;
      long rivals = Math.max(0, random.nextInt(4) - 2);
      Set<String> free = new HashSet<>(found);
      free.removeAll(claimed);

      var task = new SingleMatch(found, whole, claimed, rivals).task();

      boolean sure = whole && rivals == 0 && free.size() == 1;
      assertThat(task.map(Set::of).orElse(Set.of())).isEqualTo(sure ? free : Set.of());
      taken += sure ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(1000);
  }

  private static Set<String> some(Random random, int most) {
    return IntStream.range(0, random.nextInt(most))
        .mapToObj(each -> "task-" + random.nextInt(8))
        .collect(Collectors.toSet());
  }

  @Test
  void saysWhyNot() {
    assertThat(new SingleMatch(Set.of("a", "b"), false, Set.of("a"), 2))
        .hasToString("1 unclaimed tasks or more, 2 other attempts without one");
  }
}
