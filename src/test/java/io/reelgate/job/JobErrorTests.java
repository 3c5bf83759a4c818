package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JobErrorTests {
  @Test
  void everyWordIsToldToCallers() {
    Set<String> words = new TreeSet<>();
    for (JobError error :
        List.of(
            JobError.CANCELLED,
            JobError.DEADLINE,
            JobError.NO_PROVIDER,
            JobError.OUTCOME_UNKNOWN)) {
      words.add(error.code());
    }
    Arrays.stream(FailureKind.values())
        .forEach(kind -> words.add(JobError.of(Failure.of(kind, null, "no")).code()));

    assertThat(JobView.Ending.ERROR_CODES.split(", ")).containsExactlyInAnyOrderElementsOf(words);
  }
}
