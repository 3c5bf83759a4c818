package io.reelgate.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The attempts of a job so far, oldest first, as far as they matter for where it goes next.
record Tries(@JsonValue List<Try> all) {
  static final Tries NONE = new Tries(List.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  Tries {
    all = List.copyOf(all);
  }

  /// @param offer the text of the offer's id
  /// @param failure why it came to nothing, if that was told
  record Try(
      String offer,
      AttemptState state,
      @Nullable FailureKind failure,
      @Nullable String code,
      @Nullable String detail) {}

  /// Whether a provider has accepted the job there and failed it, so that it never goes there
  /// again.
  boolean failedAt(String offer) {
    return all.stream()
        .anyMatch(each -> each.state() == AttemptState.FAILED && each.offer().equals(offer));
  }

  boolean triedAt(String offer) {
    return all.stream().anyMatch(each -> each.offer().equals(offer));
  }

  /// Why the last provider that had accepted the job failed it.
  Optional<Failure> lastFailure() {
    return all.reversed().stream()
        .filter(each -> each.state() == AttemptState.FAILED && each.failure() != null)
        .findFirst()
        .map(each ->
            Failure.of(
                each.failure() == null ? FailureKind.PROVIDER_ERROR : each.failure(),
                each.code(),
                each.detail() == null ? "" : each.detail()));
  }
}
