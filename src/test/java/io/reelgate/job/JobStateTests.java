package io.reelgate.job;

import static io.reelgate.job.JobState.CANCELLED;
import static io.reelgate.job.JobState.COMPLETED;
import static io.reelgate.job.JobState.EXPIRED;
import static io.reelgate.job.JobState.FAILED;
import static io.reelgate.job.JobState.GENERATING;
import static io.reelgate.job.JobState.LEASED;
import static io.reelgate.job.JobState.QUEUED;
import static io.reelgate.job.JobState.STORING;
import static io.reelgate.job.JobState.SUBMITTING;
import static io.reelgate.job.JobState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobStateTests {
  private static final Map<JobState, Set<JobState>> LEGAL =
      Map.of(
          QUEUED, Set.of(LEASED, FAILED, CANCELLED, EXPIRED),
          LEASED, Set.of(QUEUED, SUBMITTING, FAILED, CANCELLED, EXPIRED),
          // never back without proof, never expired while a request may be on its way
          SUBMITTING, Set.of(GENERATING, QUEUED, UNKNOWN, FAILED, CANCELLED),
          UNKNOWN, Set.of(GENERATING, QUEUED, FAILED, CANCELLED),
          GENERATING, Set.of(GENERATING, STORING, QUEUED, FAILED, CANCELLED, EXPIRED),
          STORING, Set.of(STORING, COMPLETED, FAILED, CANCELLED),
          COMPLETED, Set.of(),
          FAILED, Set.of(),
          CANCELLED, Set.of(),
          EXPIRED, Set.of());

  static Stream<Arguments> pairs() {
    return Stream.of(JobState.values())
        .flatMap(from -> Stream.of(JobState.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void onlyTheMovesOfTheTableAreLegal(JobState from, JobState to) {
    if (LEGAL.getOrDefault(from, Set.of()).contains(to)) {
      assertThat(from.mayBecome(to)).isTrue();
      assertThat(from.to(to)).isEqualTo(to);
    } else {
      assertThat(from.mayBecome(to)).isFalse();
      assertThatIllegalStateException().isThrownBy(() -> from.to(to));
    }
  }

  @Test
  void aTerminalStateNeverChanges() {
    assertThat(JobState.values())
        .filteredOn(JobState::terminal)
        .containsExactlyInAnyOrder(COMPLETED, FAILED, CANCELLED, EXPIRED);
  }
}
